import { defaultApp, dynamicToken } from '@partyline/emulator';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openWorld, people, type World } from '../adapters/neroom/world.ts';
import { webCore } from '../emulator-http/web-core-package.ts';
import { type LocalBrowser, openLocalBrowser } from '../support/chromium.ts';
import type { Opening } from './page/app.ts';
import type { Generation } from './page/sdks.ts';
import { openTab, type Tab } from './tab.ts';

const { appKey } = defaultApp;

/** The cloud as a story sees it. */
export interface Cloud extends World {
  /** Who is logged in on the wire, in the order they came. */
  online(): string[];
  /** Resolves when these and nobody else are logged in on the wire. */
  untilOnline(...accids: string[]): Promise<void>;
  /** Who was kicked, with the vendor's reason: 1 other client, 2 server. */
  kicks(): string[];
  kick(accid: string): void;
  drop(accid: string): void;
  changeToken(accid: string, token: string): void;
}

async function openCloud(): Promise<Cloud> {
  const world = await openWorld();
  const { emulator, events } = world;
  const online = (): string[] => {
    const lines = new Map<number, string>();
    for (const event of events) {
      if (event.type !== 'line') continue;
      if (event.change === 'login') lines.set(event.line, event.accid ?? '');
      if (event.change === 'close') lines.delete(event.line);
    }
    return [...lines.values()];
  };
  return {
    ...world,
    online,
    async untilOnline(...accids) {
      while (online().sort().join() !== [...accids].sort().join()) {
        await new Promise<void>((resolve) => {
          const off = emulator.onEvent(() => {
            off();
            resolve();
          });
        });
      }
    },
    kicks: () =>
      events.flatMap((event) =>
        event.type === 'frame' && event.name === 'kicked' ? [`${event.accid} ${event.body[1]}`] : [],
      ),
    kick: (accid) => void emulator.kick({ appKey, accid }),
    drop: (accid) => void emulator.line({ appKey, accid, action: 'drop' }),
    changeToken: (accid, token) => void emulator.changeToken({ appKey, accid, token }),
  };
}

/** A token that an app's server makes for auth type 1: good for an hour, or expired since one. */
export const dynamic = (accid: string, age: 'fresh' | 'expired' = 'fresh'): string =>
  dynamicToken({ ...defaultApp, accid, curTime: Date.now() - (age === 'fresh' ? 0 : 7_200_000), ttl: 3_600 });

/** What the app of a story is told of alice and bob. */
export const im = {
  alice: { accid: 'alice', token: people.alice.imToken },
  bob: { accid: 'bob', token: people.bob.imToken },
};
export const meeting = {
  alice: { userUuid: people.alice.userUuid, token: people.alice.userToken },
  bob: { userUuid: people.bob.userUuid, token: people.bob.userToken },
};
export const signIn = { im: im.alice, meeting: meeting.alice };

/** The wire's name for a login of each generation; the kit has a client of the older one in itself. */
export const wire = { v2: '26_3', v9: '2_3' } as const;
export const generations = ['v2', 'v9'] as const satisfies readonly Generation[];

/** The path by which the web core logs in. */
export const MEETING_LOGIN = '/scene/apps/partyline/v1/login';

export interface Stage {
  readonly cloud: Cloud;
  readonly tab: Tab;
  /** Another tab of the same browser; with an app of its own, open until the end of the file. */
  readonly other: () => Promise<Tab>;
  /** Opens an app in a tab. */
  open(options?: Partial<Opening>, tab?: Tab): Promise<void>;
}

/** One tab and its app, on a cloud of its own for every story of the file. */
export function stage(generation: () => Generation): Stage {
  let browser: LocalBrowser;
  let cloud: Cloud;
  const tabs: Tab[] = [];
  /** The app's own server bound the accounts, so it knows. */
  const boundAccid = (url: string, userUuid: string): string | undefined => {
    if (url !== cloud.emulator.url) return undefined;
    const { meetingAccounts } = cloud.emulator.exportState();
    return meetingAccounts.find((account) => account.userUuid === userUuid)?.accid;
  };
  const newTab = async (): Promise<Tab> => {
    const tab = await openTab(browser, { boundAccid }, tabs[0]?.context);
    tabs.push(tab);
    return tab;
  };

  beforeAll(async () => {
    await webCore();
    browser = await openLocalBrowser();
    await newTab();
  }, 180_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    cloud = await openCloud();
    for (const tab of tabs) await tab.renew();
  });
  afterEach(async () => {
    for (const tab of tabs) await tab.call('end');
    await cloud.close();
    for (const tab of tabs) expect(tab.uncaught).toEqual([]);
    const seen = JSON.stringify(cloud.events);
    for (const { imToken, userToken } of Object.values(people)) {
      expect(seen).not.toContain(imToken);
      expect(seen).not.toContain(userToken);
    }
  });

  return {
    get cloud() {
      return cloud;
    },
    get tab() {
      const [tab] = tabs;
      if (!tab) throw new Error('there is no tab');
      return tab;
    },
    other: async () => tabs[1] ?? newTab(),
    open: (options = {}, tab = tabs[0]) =>
      tab?.call('open', { url: cloud.emulator.url, generation: generation(), ...options }) ?? Promise.resolve(),
  };
}
