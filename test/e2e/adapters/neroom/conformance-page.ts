// Runs in the page, beside the vendor's scripts: checks the sentences one by one on clouds that Node opens.
import { type NeRoomKit, neroomPort } from '@partyline/adapters/neroom';
import { type NimSdk, nimPort } from '@partyline/adapters/nim';
import { type MeetingWorld, meetingConformance } from '@partyline/conformance';
import { pointedAt } from '../nim/nim-world.ts';
import type { MeetingCloud, MeetingPlace } from '../support/meeting-cloud.ts';

/** What Node offers the page. */
export interface Hatch {
  openCloud(): Promise<{ readonly id: number; readonly place: MeetingPlace; readonly hooks: readonly string[] }>;
  askCloud(id: number, name: string, args: readonly unknown[]): Promise<unknown>;
}

/** What the page offers Node: to check one sentence. Answers what is wrong, or nothing. */
export interface ConformancePage {
  checkSentence(name: string): Promise<string | undefined>;
}

interface WebCore extends NeRoomKit {
  readonly authService: NeRoomKit['authService'] & { renewToken(token: string): Promise<unknown> };
}
declare const NERoom: new (options: object) => WebCore;
declare const NIM: { readonly default: NimSdk };

const here = globalThis as unknown as Hatch & ConformancePage;

async function world(): Promise<MeetingWorld> {
  const { id, place, hooks } = await here.openCloud();
  const cloud = Object.fromEntries(
    hooks.map((hook) => [hook, (...args: unknown[]) => here.askCloud(id, hook, args)]),
  ) as unknown as MeetingCloud;
  const { url, appKey, members, meetingNum } = place;

  const nim = NIM.default.getInstance({ appkey: appKey, apiVersion: 'v2', debugLevel: 'off' }, pointedAt(url));
  const kit = new NERoom({ debug: false, eventTracking: false });
  const im = nimPort({ nim });
  const port = neroomPort({
    kit,
    // One instance of the real SDK's own type, as a host has it.
    nim: nim as unknown as Parameters<typeof neroomPort>[0]['nim'],
    serverUrl: url,
    config: { extras: { noReport: '1' } },
  });

  return {
    port,
    im,
    appKey,
    members,
    meetingNum,
    stage: {
      ...cloud,
      // The server has no way to end a login whose token stays good; whoever has the kit in hand can.
      endLogin: async () => void (await kit.authService.logout()),
      async expireLogin(userUuid) {
        await cloud.expireLogin(userUuid);
        // The kit hears of it at whatever it asks the server next.
        await kit.authService.renewToken('asked').catch(() => {});
      },
    },
    settled: () => cloud.settled(),
    async dispose() {
      await port.close();
      await im.close();
      await nim.destroy?.();
      await cloud.close();
    },
  };
}

here.checkSentence = async (name) => {
  const sentences = new Map<string, () => Promise<void>>();
  meetingConformance({ test: (title, check) => sentences.set(title, check), factory: world, patience: 60_000 });
  try {
    const check = sentences.get(name);
    if (!check) return `there is no sentence "${name}"`;
    await check();
    return undefined;
  } catch (error) {
    const { message, cause, stack } = error as Error;
    return `${message}\n${cause instanceof Error ? cause.stack : stack}`;
  }
};
