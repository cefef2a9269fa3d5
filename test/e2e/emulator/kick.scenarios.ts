import { expect, test } from 'vitest';
import { type Combination, inWorld, loggedIn, loginStory } from './sdk-world.ts';

/** What a client reports when it is kicked; it does not come back by itself. */
const kickedStory = (reason: number, by: number) => [
  'loginStatus 0',
  'connectStatus 0',
  'disconnected 192003',
  `kicked ${reason} by ${by}`,
];

export function kickScenarios(place: Combination): void {
  for (const reason of [1, 2, 3, 4] as const) {
    test(`a kick with reason ${reason}`, () =>
      inWorld(place, async ({ client, emulator, stream }) => {
        const alice = await loggedIn(await client(), 'alice');
        await alice.forget();
        expect(emulator.kick({ appKey: 'partyline', accid: 'alice', reason })).toBe(1);
        await alice.until(`kicked ${reason} by 0`);
        expect(await alice.events()).toEqual(kickedStory(reason, 0));
        expect(await alice.state()).toEqual([0, 0, '']);
        expect(await alice.logout()).toEqual({ ok: false, code: 190002 });
        const logins = () => stream.filter((event) => event.type === 'line' && event.change === 'login').length;
        expect(logins()).toBe(1);
        await alice.forget();
        await loggedIn(alice, 'alice');
        expect(await alice.events()).toEqual(loginStory);
      }));
  }

  test('a second client evicts the first', () =>
    inWorld(place, async ({ client, emulator }) => {
      const first = await loggedIn(await client(), 'alice');
      await first.forget();
      const second = await loggedIn(await client(), 'alice');
      await first.until('kicked 1 by 16');
      expect(await first.events()).toEqual(kickedStory(1, 16));
      expect(await second.events()).toEqual(loginStory);
      expect(emulator.exportState().connections).toBe(1);
    }));

  test('with room for two, both stay, each sees the other, and one can kick the other', () =>
    inWorld(
      place,
      async ({ client }) => {
        const first = await loggedIn(await client(), 'alice');
        await first.forget();
        const second = await client();
        expect(await second.login('alice', 'alice-token')).toEqual({ ok: true });
        expect(await second.events()).toContain('clients 1 1');
        await first.until('clients 2 1');
        await second.until('sync 1 3');
        await second.forget();
        expect(await second.kickOther()).toEqual({ ok: true });
        await first.until('kicked 3 by 16');
        expect(await first.events()).toEqual(['clients 2 1', ...kickedStory(3, 16)]);
        await second.until('clients 3 1');
        expect(await second.events()).toEqual(['clients 3 1']);
      },
      { policy: { max: 2 } },
    ));
}
