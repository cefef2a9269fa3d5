import { type Emulator, type EmulatorEvent, type EmulatorOptions, startEmulator } from '@partyline/emulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalBrowser, openLocalBrowser } from '../support/chromium.ts';
import { type LegacyClient, type LegacyHost, legacyInChromium } from '../support/legacy-chromium.ts';
import { frames } from './sdk-world.ts';

let browser: LocalBrowser;
beforeAll(async () => {
  browser = await openLocalBrowser();
});
afterAll(() => browser?.close());

interface World {
  readonly emulator: Emulator;
  readonly stream: readonly EmulatorEvent[];
  /** Logs in from a page of its own: in one page the SDK has one client per account. */
  login(account: string, token?: string, appKey?: string): Promise<LegacyClient>;
}

for (const mode of ['binary', 'json'] as const) {
  const inWorld = async (story: (world: World) => Promise<void>, options: EmulatorOptions = {}): Promise<void> => {
    const emulator = await startEmulator(options);
    const hosts: LegacyHost[] = [];
    try {
      for (const accid of ['alice', 'bob', 'disabled']) {
        emulator.addImAccount({ appKey: 'partyline', accid, token: `${accid}-token`, enabled: accid !== 'disabled' });
      }
      const stream: EmulatorEvent[] = [];
      emulator.onEvent((event) => stream.push(event));
      const login: World['login'] = async (account, token = `${account}-token`, appKey = 'partyline') => {
        const host = await legacyInChromium(browser);
        hosts.push(host);
        return host.login({ url: emulator.url, mode, account, token, appKey });
      };
      await story({ emulator, stream, login });
      for (const event of stream) if (event.type === 'frame') expect(event.mode).toBe(mode);
      expect(hosts.flatMap(({ strayed }) => strayed)).toEqual([]);
      expect(JSON.stringify(stream)).not.toContain('-token');
    } finally {
      for (const host of hosts) await host.close();
      await emulator.close();
    }
  };

  describe.concurrent(`@yxim/nim-web-sdk in Chromium, ${mode} link`, () => {
    test('a login, its synchronisation, and a logout', () =>
      inWorld(async ({ emulator, stream, login }) => {
        const alice = await login('alice');
        await alice.until('syncdone');
        expect(await alice.events()).toEqual(['connect', 'syncdone']);
        expect(emulator.exportState().connections).toBe(1);
        await alice.logout();
        await alice.until('disconnect logout');
        expect(await alice.events()).toEqual(['connect', 'syncdone', 'disconnect logout']);
        expect(emulator.exportState().connections).toBe(0);
        const seen = frames(stream);
        expect(seen.slice(0, 2)).toEqual(['in 2_3', 'out 2_3 200']);
        expect(seen).toEqual(expect.arrayContaining(['in 5_1', 'out 5_1 200', 'in 2_6', 'out 2_6 200']));
      }));

    for (const [title, code, account, token, appKey] of [
      ['a wrong token', 302, 'alice', 'wrong'],
      ['an unknown account', 302, 'nobody'],
      ['a disabled account', 422, 'disabled'],
      ['a wrong app key', 403, 'alice', 'alice-token', 'not-an-app'],
    ] as const) {
      test(`${title} ends in ${code}`, () =>
        inWorld(async ({ login }) => {
          const client = await login(account, token, appKey);
          await client.until(`disconnect ${code}`);
          expect(await client.events()).toEqual([`disconnect ${code}`]);
        }));
    }

    for (const [reason, word] of [
      [1, 'samePlatformKick'],
      [2, 'serverKick'],
      [3, 'otherPlatformKick'],
      [4, 'silentlyKick'],
    ] as const) {
      test(`a kick with reason ${reason}`, () =>
        inWorld(async ({ emulator, login }) => {
          const alice = await login('alice');
          await alice.until('syncdone');
          emulator.kick({ appKey: 'partyline', accid: 'alice', reason });
          await alice.until(`disconnect kicked ${word}`);
          expect(await alice.events()).toEqual(['connect', 'syncdone', `disconnect kicked ${word}`]);
        }));
    }

    test('a second client evicts the first', () =>
      inWorld(async ({ login }) => {
        const first = await login('alice');
        await first.until('syncdone');
        const second = await login('alice');
        await first.until('disconnect kicked samePlatformKick');
        await second.until('syncdone');
        expect(await second.events()).toEqual(['connect', 'syncdone']);
      }));

    test('with room for two, both stay, each sees the other, and one can kick the other', () =>
      inWorld(
        async ({ login }) => {
          const first = await login('alice');
          await first.until('syncdone');
          const second = await login('alice');
          await first.until('port online');
          await second.until('port online');
          expect(await second.kickOther()).toBe('ok');
          await first.until('disconnect kicked otherPlatformKick');
          await second.until('port offline');
        },
        { policy: { max: 2 } },
      ));

    test('a message, a custom notification, a passthrough call and its push', () =>
      inWorld(async ({ emulator, login }) => {
        emulator.onPassthrough('/echo', ({ accid, method, body }) => ({ body: `${method} ${accid} ${body}` }));
        const [alice, bob] = [await login('alice'), await login('bob')];
        await alice.until('syncdone');
        await bob.until('syncdone');
        expect(await alice.send('message', 'bob', 'hello')).toBe('ok');
        await bob.until('message alice hello');
        expect(await alice.send('notification', 'bob', '{"a":1}')).toBe('ok');
        await bob.until('notification alice {"a":1}');
        expect(await alice.send('message', 'nobody', 'hello')).toBe(404);
        expect(await alice.httpProxy('/echo', '{}')).toBe('POST alice {}');
        expect(await alice.httpProxy('/nowhere', '{}')).toBe(404);
        emulator.notify({ appKey: 'partyline', accid: 'alice', from: 'room', body: 'joined' });
        await alice.until('proxy joined');
      }));
  });
}
