// Runs in the page, beside the vendor's scripts: checks the sentences one by one on clouds that Node opens.
import { type NeRoomKit, type NeroomPortOptions, neroomPort } from '@partyline/adapters/neroom';
import { type NimSdk, nimPort } from '@partyline/adapters/nim';
import { type NimV9Sdk, nimV9Port } from '@partyline/adapters/nim-v9';
import { type MeetingWorld, meetingConformance } from '@partyline/conformance';
import type { ImPort } from '@partyline/core';
import { pointedAtV9 } from '../../support/pointed-at-v9.ts';
import { pointedAt } from '../nim/nim-world.ts';
import { checkSentence } from '../support/check-sentence.ts';
import type { MeetingCloud, MeetingPlace } from '../support/meeting-cloud.ts';

/** What Node offers the page. */
export interface Hatch {
  openCloud(): Promise<{ readonly id: number; readonly place: MeetingPlace; readonly hooks: readonly string[] }>;
  askCloud(id: number, name: string, args: readonly unknown[]): Promise<unknown>;
}

/** What the page offers Node: to check one sentence. Answers what is wrong, or nothing. */
export interface ConformancePage {
  checkSentence(host: keyof typeof hosts, name: string): Promise<string | undefined>;
}

interface WebCore extends NeRoomKit {
  readonly authService: NeRoomKit['authService'] & { renewToken(token: string): Promise<unknown> };
}
declare const NERoom: new (options: object) => WebCore;
declare const NIM: { readonly default: NimSdk };
declare const SDK: { readonly NIM: NimV9Sdk };

type Host = (place: MeetingPlace) => {
  readonly im: ImPort;
  /** What the host hands to the adapter: the SDK's own instance. */
  readonly nim: unknown;
  dispose(): Promise<void>;
};

/** The chat side of a host app, with either generation of the vendor's SDK. */
const hosts = {
  v2: ({ url, appKey }) => {
    const nim = NIM.default.getInstance({ appkey: appKey, apiVersion: 'v2', debugLevel: 'off' }, pointedAt(url));
    return { im: nimPort({ nim }), nim, dispose: async () => nim.destroy?.() };
  },
  legacy: ({ url }) => {
    const im = nimV9Port({ sdk: SDK.NIM, options: pointedAtV9(url) });
    return { im, nim: () => im.nim, dispose: async () => {} };
  },
} satisfies Record<string, Host>;

const here = globalThis as unknown as Hatch & ConformancePage;

async function world(chosen: keyof typeof hosts): Promise<MeetingWorld> {
  const { id, place, hooks } = await here.openCloud();
  const cloud = Object.fromEntries(
    hooks.map((hook) => [hook, (...args: unknown[]) => here.askCloud(id, hook, args)]),
  ) as unknown as MeetingCloud;
  const { url, appKey, members, meetingNum } = place;

  const { im, nim, dispose } = hosts[chosen](place);
  const kit = new NERoom({ debug: false, eventTracking: false });
  const port = neroomPort({
    kit,
    nim: nim as NonNullable<NeroomPortOptions['nim']>,
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
      await dispose();
      await cloud.close();
    },
  };
}

here.checkSentence = (host, name) =>
  checkSentence((test) => meetingConformance({ test, factory: () => world(host), patience: 60_000 }), name);
