import { dynamicToken } from '@partyline/emulator';
import { expect, test } from 'vitest';
import { type Combination, inWorld, loggedIn, loginStory } from './sdk-world.ts';

/** What a client reports from the loss of its line to its return. */
const lostStory = ['loginStatus 3', 'connectStatus 0', 'disconnected 192003', 'connectStatus 3'] as const;
const refusedReturnStory = (code: number) => [
  'loginStatus 2',
  'connectStatus 2',
  'connectStatus 1',
  'loginStatus 0',
  'connectStatus 0',
  `disconnected ${code}`,
  `loginFailed ${code}`,
];
/** What a client reports when it cannot connect and may not try again. */
const unreachedStory = (code: number) => [
  'loginStatus 2',
  'connectStatus 2',
  'loginStatus 3',
  'connectStatus 0',
  `connectFailed ${code}`,
  'loginStatus 0',
];
const alice = { appKey: 'partyline', accid: 'alice' } as const;

export function lineScenarios(place: Combination): void {
  test('a dropped line comes back by itself', () =>
    inWorld(place, async ({ client, emulator, stream }) => {
      const sdk = await loggedIn(await client(), 'alice');
      await sdk.forget();
      emulator.line({ ...alice, action: 'drop' });
      await sdk.until('sync 1 3');
      expect(await sdk.events()).toEqual([...lostStory, ...loginStory]);
      const forced = stream.flatMap((event) =>
        event.type === 'frame' && event.name === 'login' && event.direction === 'in' ? [event.body[0]] : [],
      );
      // By tag 8 the SDK says whether the person asked for the login (1) or the SDK itself (0).
      expect(forced).toEqual([expect.objectContaining({ 8: '1' }), expect.objectContaining({ 8: '0' })]);
    }));

  test('a reconnect with a token that was changed meanwhile ends in 102302', () =>
    inWorld(place, async ({ client, emulator }) => {
      const sdk = await loggedIn(await client(), 'alice');
      await sdk.forget();
      emulator.changeToken({ ...alice, token: 'another' });
      expect(await sdk.state()).toEqual([1, 1, 'alice']);
      emulator.line({ ...alice, action: 'drop' });
      await sdk.until('loginFailed 102302');
      expect(await sdk.events()).toEqual([...lostStory, ...refusedReturnStory(102302)]);
    }));

  test('a reconnect is refused with 417 when another client took the account meanwhile', () =>
    inWorld(place, async ({ client, emulator }) => {
      const [returning, other] = [await loggedIn(await client(), 'alice'), await client()];
      await returning.forget();
      const held = new Promise<void>((resolve) => {
        emulator.onEvent((event) => event.type === 'fault' && resolve());
      });
      emulator.addFault({
        on: { service: 'link', command: 'login', account: 'alice' },
        effect: { delayMs: 1500 },
        times: 1,
      });
      emulator.line({ ...alice, action: 'drop' });
      await held;
      await loggedIn(other, 'alice');
      await returning.until('loginFailed 417');
      expect(await returning.events()).toEqual([...lostStory, ...refusedReturnStory(417)]);
      expect(await other.events()).toEqual(loginStory);
    }));

  test('a dynamic token is asked for again on reconnect', () =>
    inWorld(place, async ({ client, emulator }) => {
      const token = dynamicToken({ ...alice, appSecret: 'partyline-secret', curTime: Date.now(), ttl: 60 });
      const sdk = await client();
      expect(await sdk.login('alice', '', { authType: 1, tokens: [token] })).toEqual({ ok: true });
      await sdk.until('sync 1 3');
      await sdk.forget();
      emulator.line({ ...alice, action: 'drop' });
      await sdk.until('sync 1 3');
      const events = await sdk.events();
      expect(events.filter((word) => word === 'tokenProvider')).toHaveLength(1);
      expect(events.filter((word) => word !== 'tokenProvider')).toEqual([...lostStory, ...loginStory]);
    }));

  test('a server that never answers the login ends in the time limit of the call', () =>
    inWorld(place, async ({ client, emulator }) => {
      emulator.addFault({ on: { service: 'link', command: 'login' }, effect: { never: true } });
      const sdk = await client();
      expect(await sdk.login('alice', 'alice-token', { timeout: 1500 })).toEqual({ ok: false, code: 191005 });
      expect(await sdk.events()).toEqual([
        'loginStatus 2',
        'connectStatus 2',
        'connectStatus 1',
        'loginStatus 0',
        'connectStatus 0',
        'disconnected 191005',
      ]);
    }));

  test('a server that never answers the login, and no time limit: the protocol gives up', () =>
    inWorld(place, async ({ client, emulator }) => {
      emulator.addFault({ on: { service: 'link', command: 'login' }, effect: { never: true } });
      const sdk = await client();
      expect(await sdk.login('alice', 'alice-token', { retryCount: 0 })).toEqual({ ok: false, code: 192004 });
    }));

  test('a refused connection', () =>
    inWorld(place, async ({ client, emulator }) => {
      emulator.addFault({ on: { service: 'link', command: 'connect' }, effect: { close: true } });
      const sdk = await client();
      // On the JSON link the SDK notices a refused handshake, but not a refused socket after it: it waits for its time limit.
      const [code, reported] = place.mode === 'binary' ? [192001, 192001] : [191005, 192003];
      expect(await sdk.login('alice', 'alice-token', { retryCount: 0, timeout: 3000 })).toEqual({ ok: false, code });
      expect(await sdk.events()).toEqual(unreachedStory(reported));
    }));

  test('a machine that does not listen', () =>
    inWorld(place, async ({ client, emulator }) => {
      await emulator.close();
      const sdk = await client();
      const result = await sdk.login('alice', 'alice-token', { retryCount: 0, timeout: 5000 });
      expect(result).toEqual({ ok: false, code: 192001 });
      expect(await sdk.events()).toEqual(unreachedStory(192001));
    }));

  test('a frozen line answers nothing, and everything once it thaws', () =>
    inWorld(place, async ({ client, emulator, stream }) => {
      const sdk = await loggedIn(await client(), 'alice');
      emulator.line({ ...alice, action: 'freeze' });
      const answer = sdk.sendNotification('bob', 'hello');
      const arrived = () => stream.some((event) => event.type === 'frame' && event.name === 'sendNotification');
      const before = await Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve('silence'), 300))]);
      expect([before, arrived()]).toEqual(['silence', false]);
      emulator.line({ ...alice, action: 'thaw' });
      expect(await answer).toEqual({ ok: true });
      expect(arrived()).toBe(true);
    }));

  test('an answer that comes twice does no harm', () =>
    inWorld(place, async ({ client, emulator }) => {
      emulator.addFault({ on: { service: 'link', command: 'login', account: 'alice' }, effect: { twice: true } });
      emulator.addFault({ on: { service: 'link', command: '26_3' }, effect: { twice: true }, times: 1 });
      const sdk = await loggedIn(await client(), 'alice');
      expect(await sdk.events()).toEqual(loginStory);
    }));

  test('an answer with a code of our choice', () =>
    inWorld(place, async ({ client, emulator }) => {
      emulator.addFault({ on: { service: 'link', command: 'login' }, effect: { code: 101403 } });
      const sdk = await client();
      expect(await sdk.login('alice', 'alice-token')).toEqual({ ok: false, code: 101403 });
    }));
}
