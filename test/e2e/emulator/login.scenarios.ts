import { dynamicToken } from '@partyline/emulator';
import { expect, test } from 'vitest';
import { type Combination, frames, inWorld, loggedIn, loginStory } from './sdk-world.ts';

/** What a client reports when the server refuses its login for good. */
const refusedStory = (code: number) => [
  'loginStatus 2',
  'connectStatus 2',
  'connectStatus 1',
  'loginStatus 0',
  'connectStatus 0',
  `disconnected ${code}`,
  `loginFailed ${code}`,
];

export function loginScenarios(place: Combination): void {
  const refused = (title: string, code: number, accid: string, token: string, appKey?: string): void => {
    test(title, () =>
      inWorld(place, async ({ client, emulator }) => {
        emulator.addImAccount({ appKey: 'partyline', accid: 'disabled', token: 'disabled-token', enabled: false });
        const sdk = await client(appKey);
        expect(await sdk.login(accid, token)).toEqual({ ok: false, code });
        expect(await sdk.events()).toEqual(refusedStory(code));
        expect(emulator.exportState().connections).toBe(0);
      }),
    );
  };

  test('a login, its synchronisation, and a logout', () =>
    inWorld(place, async ({ client, emulator, stream }) => {
      const alice = await loggedIn(await client(), 'alice');
      expect(await alice.events()).toEqual(loginStory);
      expect(await alice.state()).toEqual([1, 1, 'alice']);
      expect(emulator.exportState().connections).toBe(1);
      expect(frames(stream)).toEqual(expect.arrayContaining(['in 26_3', 'out 26_3 200', 'in 27_1', 'out 27_1 200']));
      await alice.forget();
      expect(await alice.logout()).toEqual({ ok: true });
      expect(await alice.events()).toEqual(['loginStatus 0', 'connectStatus 0']);
      expect(frames(stream).slice(-2)).toEqual(['in 26_5', 'out 26_5 200']);
      expect(emulator.exportState().connections).toBe(0);
    }));

  refused('a wrong token ends in 102302', 102302, 'alice', 'wrong');
  refused('an unknown account ends in 102404', 102404, 'nobody', 'any');
  refused('a disabled account ends in 102422', 102422, 'disabled', 'disabled-token');
  refused('a wrong app key ends in 101303', 101303, 'alice', 'alice-token', 'not-an-app');

  test('an accid is the same account in capitals', () =>
    inWorld(place, async ({ client }) => {
      const alice = await client();
      expect(await alice.login('Alice', 'alice-token')).toEqual({ ok: true });
    }));

  test('a dynamic token signed with the app secret logs in, one signed with another secret does not', () =>
    inWorld(place, async ({ client }) => {
      const about = { appKey: 'partyline', accid: 'alice', curTime: Date.now(), ttl: 60 };
      const good = dynamicToken({ ...about, appSecret: 'partyline-secret' });
      const forged = dynamicToken({ ...about, appSecret: 'another-secret' });
      const stale = dynamicToken({ ...about, appSecret: 'partyline-secret', curTime: Date.now() - 61_000 });
      const alice = await client();
      for (const token of [forged, stale, 'alice-token', '']) {
        expect(await alice.login('alice', '', { authType: 1, tokens: [token] })).toEqual({ ok: false, code: 102302 });
      }
      await alice.forget();
      expect(await alice.login('alice', '', { authType: 1, tokens: [good] })).toEqual({ ok: true });
      await alice.until('sync 1 3');
      const events = await alice.events();
      expect(events.filter((word) => word !== 'tokenProvider')).toEqual(loginStory);
      expect(events.filter((word) => word === 'tokenProvider')).toHaveLength(1);
    }));

  test('two accounts side by side do not see each other', () =>
    inWorld(place, async ({ client, emulator }) => {
      const alice = await loggedIn(await client(), 'alice');
      const bob = await loggedIn(await client(), 'bob');
      expect(emulator.exportState().connections).toBe(2);
      emulator.kick({ appKey: 'partyline', accid: 'bob' });
      await bob.until('kicked 2 by 0');
      expect(await alice.events()).toEqual(loginStory);
      expect(await alice.state()).toEqual([1, 1, 'alice']);
      expect((await bob.events()).slice(0, loginStory.length)).toEqual(loginStory);
    }));
}
