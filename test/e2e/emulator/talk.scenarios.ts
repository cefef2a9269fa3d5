import { expect, test, vi } from 'vitest';
import { type Combination, inWorld, loggedIn } from './sdk-world.ts';

export function talkScenarios(place: Combination): void {
  test("a message reaches the other account and the sender's other client", () =>
    inWorld(
      place,
      async ({ client }) => {
        const desk = await loggedIn(await client(), 'alice');
        const phone = await client();
        await phone.login('alice', 'alice-token');
        const bob = await loggedIn(await client(), 'bob');
        expect(await desk.sendMessage('bob', 'good morning')).toEqual({ ok: true });
        await bob.until('message alice good morning');
        await phone.until('message alice good morning');
        expect(await desk.events()).not.toContain('message alice good morning');
        expect(await desk.sendMessage('nobody', 'lost')).toEqual({ ok: false, code: 102404 });
      },
      { policy: { max: 2 } },
    ));

  test('a custom notification reaches the other account', () =>
    inWorld(place, async ({ client }) => {
      const alice = await loggedIn(await client(), 'alice');
      const bob = await loggedIn(await client(), 'bob');
      expect(await alice.sendNotification('bob', '{"call":1}')).toEqual({ ok: true });
      await bob.until('notification alice {"call":1}');
      expect(await alice.sendNotification('nobody', 'x')).toEqual({ ok: false, code: 102404 });
    }));

  test('a passthrough call is answered, and the push that goes with it arrives', () =>
    inWorld(place, async ({ client, emulator }) => {
      emulator.onPassthrough('/echo', ({ accid, body }) => ({ header: '{"x":"1"}', body: `${accid} said ${body}` }));
      emulator.onPassthrough('/broken', () => {
        throw new Error('the handler broke');
      });
      const alice = await loggedIn(await client(), 'alice');
      expect(await alice.httpProxy('/echo', 'hello')).toEqual({
        ok: true,
        value: { header: '{"x":"1"}', body: 'alice said hello' },
      });
      expect(await alice.httpProxy('/nowhere', '{}')).toEqual({ ok: false, code: 404 });
      // The reason is written for the person who wrote the handler.
      const told = vi.spyOn(console, 'error').mockImplementation(() => {});
      expect(await alice.httpProxy('/broken', '{}')).toEqual({ ok: false, code: 500 });
      expect(told).toHaveBeenCalledOnce();
      told.mockRestore();
      expect(emulator.notify({ appKey: 'partyline', accid: 'alice', from: 'room', body: '{"joined":"bob"}' })).toBe(1);
      await alice.until('proxyNotify room {"joined":"bob"}');
    }));
}
