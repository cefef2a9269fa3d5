import { CallLog, createMemoryCloud, Faults } from '@partyline/adapters/memory';
import { SessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { alice, ann, ben, bob, never, populated, refusal, room, up, watch } from './cloud.ts';

async function ready() {
  const cloud = populated();
  await up(cloud, 'required');
  cloud.calls.clear();
  return cloud;
}

describe('without a fault', () => {
  test('every call is answered in microtasks and no timer is set', async () => {
    const cloud = await ready();
    await cloud.im.login(alice, never);
    await cloud.directory.boundAccid('ann', never);
    await cloud.meeting.login(ann, 'reused', never);
    await cloud.meeting.join(room, never);
    expect(cloud.clock.pending).toBe(0);
  });

  test('nothing happens before the next microtask', async () => {
    const cloud = await ready();
    const call = cloud.im.login(alice, never);
    expect(cloud.host.account).toBeNull();
    await call;
  });

  test('an aborted signal ends the call before it takes effect, with the reason as its cause', async () => {
    const cloud = await ready();
    const abort = new AbortController();
    const call = refusal(cloud.im.login(alice, abort.signal), 'aborted');
    abort.abort('why not');
    expect((await call).cause).toBe('why not');
    expect(cloud.host.account).toBeNull();
  });
});

describe('a fault', () => {
  test('delay: the call takes effect late; answerDelay: the answer comes later still', async () => {
    const cloud = await ready();
    cloud.faults.once('im.login', { delay: 100, answerDelay: 50 });
    const call = watch(cloud.im.login(alice, never));
    await cloud.clock.advance(99);
    expect([cloud.host.account, call.state]).toEqual([null, 'pending']);
    await cloud.clock.advance(1);
    expect([cloud.host.account, call.state]).toEqual(['alice', 'pending']);
    await cloud.clock.advance(50);
    expect(call.state).toBe('resolved');
  });

  test('an abort between effect and answer takes the effect back', async () => {
    const cloud = await ready();
    cloud.faults.once('im.login', { answerDelay: 50 });
    const abort = new AbortController();
    const call = refusal(cloud.im.login(alice, abort.signal), 'aborted');
    await cloud.clock.settle();
    expect(cloud.host.account).toBe('alice');
    abort.abort();
    await call;
    expect(cloud.host.account).toBeNull();
  });

  test.each(['initialize', 'login', 'join', 'joinAnonymously'] as const)(
    'an abort between effect and answer of meeting.%s takes the effect back',
    async (method) => {
      const cloud = populated();
      const { meeting, faults, clock } = cloud;
      if (method !== 'initialize') await up(cloud, 'off');
      if (method === 'join') await meeting.login(ann, 'owned', never);
      const before = [meeting.status(), cloud.im.status()];
      faults.once(`meeting.${method}`, { answerDelay: 50 });
      const abort = new AbortController();
      const call = {
        initialize: () => meeting.initialize({ appKey: 'app', reuse: 'off' }, abort.signal),
        login: () => meeting.login(ann, 'owned', abort.signal),
        join: () => meeting.join(room, abort.signal),
        joinAnonymously: () => meeting.joinAnonymously(room, abort.signal),
      }[method]();
      const aborted = refusal(call, 'aborted');
      await clock.settle();
      expect([meeting.status(), cloud.im.status()]).not.toEqual(before);
      abort.abort();
      await aborted;
      expect([meeting.status(), cloud.im.status()]).toEqual(before);
    },
  );

  test('an abort of im.initialize takes the SDK down again, but only if this call brought it up', async () => {
    const { im, faults, clock } = populated();
    for (const [phase, abortable] of [
      ['uninitialized', true],
      ['ready', false],
    ] as const) {
      const abort = new AbortController();
      if (!abortable) await im.initialize({ appKey: 'app' }, never);
      faults.once('im.initialize', { answerDelay: 50 });
      const call = refusal(im.initialize({ appKey: 'app' }, abort.signal), 'aborted');
      await clock.settle();
      expect(im.status().phase).toBe('ready');
      abort.abort();
      await call;
      expect(im.status().phase).toBe(phase);
    }
  });

  test('an aborted second meeting.initialize leaves the kit up', async () => {
    const cloud = await ready();
    cloud.faults.once('meeting.initialize', { answerDelay: 50 });
    const abort = new AbortController();
    const call = cloud.meeting.initialize({ appKey: 'app', reuse: 'off' }, abort.signal);
    await cloud.clock.settle();
    abort.abort();
    await refusal(call, 'aborted');
    expect(cloud.meeting.status().phase).toBe('ready');
  });

  test('a signal that is aborted already ends a slow call at once', async () => {
    const cloud = await ready();
    cloud.faults.always('im.login', { delay: 50 });
    const abort = new AbortController();
    abort.abort();
    await refusal(cloud.im.login(alice, abort.signal), 'aborted');
    expect(cloud.clock.pending).toBe(0);
  });

  test('a slow close closes all the same', async () => {
    const cloud = await ready();
    cloud.faults.always('all', { delay: 10 });
    const calls = [watch(cloud.im.close()), watch(cloud.meeting.close())];
    await cloud.clock.advance(10);
    expect(calls.map(({ state }) => state)).toEqual(['resolved', 'resolved']);
    expect([cloud.im.status().phase, cloud.meeting.status().phase]).toEqual(['uninitialized', 'uninitialized']);
  });

  test('a close ends a slow call at once', async () => {
    const cloud = await ready();
    cloud.faults.once('im.login', { delay: 1000 });
    const call = refusal(cloud.im.login(alice, never), 'superseded');
    await cloud.im.close();
    await call;
  });

  test('an aborted second login leaves the first one alone', async () => {
    const cloud = await ready();
    await cloud.im.login(alice, never);
    await cloud.meeting.login(ann, 'reused', never);
    cloud.faults.once('im.login', { answerDelay: 50 }).once('meeting.login', { answerDelay: 50 });
    const abort = new AbortController();
    const calls = [cloud.im.login(alice, abort.signal), cloud.meeting.login(ann, 'reused', abort.signal)];
    const refused = Promise.all(calls.map((call) => refusal(call, 'aborted')));
    await cloud.clock.settle();
    abort.abort();
    await refused;
    expect(cloud.meeting.status()).toMatchObject({ userUuid: 'ann' });
    expect(cloud.host.account).toBe('alice');
  });

  test('ignoreAbort: the call goes on and lands', async () => {
    const cloud = await ready();
    cloud.faults.once('im.login', { delay: 100, ignoreAbort: true });
    const abort = new AbortController();
    const call = watch(cloud.im.login(alice, abort.signal));
    abort.abort();
    await cloud.clock.advance(100);
    expect([cloud.host.account, call.state]).toEqual(['alice', 'resolved']);
  });

  test.each([false, true])(
    'never (lands: %s): no answer, but an abort ends it and leaves nothing behind',
    async (lands) => {
      const cloud = await ready();
      cloud.faults.once('im.login', { never: true, lands });
      const abort = new AbortController();
      const call = cloud.im.login(alice, abort.signal);
      const seen = watch(call);
      await cloud.clock.advance(1e9);
      expect([cloud.host.account, seen.state]).toEqual([lands ? 'alice' : null, 'pending']);
      abort.abort();
      await refusal(call, 'aborted');
      expect(cloud.host.account).toBeNull();
    },
  );

  test('kind and reject: the call fails with a SessionError, or with anything at all', async () => {
    const cloud = await ready();
    cloud.faults.once('im.login', { kind: 'rateLimited' });
    expect((await refusal(cloud.im.login(alice, never), 'rateLimited')).retryable).toBe(true);
    const own = new SessionError('vendor', { vendor: { name: 'x', surface: 'y', code: 7 } });
    for (const thing of [own, new Error('raw'), 'a string', undefined, null, 42]) {
      cloud.faults.once('im.login', { reject: thing });
      expect(
        await cloud.im.login(alice, never).then(
          () => 'resolved',
          (error) => [error],
        ),
      ).toEqual([thing]);
    }
    expect(cloud.host.account).toBeNull();
  });

  test('lands: the call says that it failed, and did it', async () => {
    const cloud = await ready();
    cloud.faults.once('im.login', { kind: 'network', lands: true });
    await refusal(cloud.im.login(alice, never), 'network');
    expect(cloud.host.account).toBe('alice');
  });

  test('what the server refuses is refused, whatever else the script says', async () => {
    const cloud = await ready();
    cloud.faults.once('meeting.login', { never: true, lands: true, delay: 10 });
    await cloud.im.login(alice, never);
    const call = refusal(cloud.meeting.login(ben, 'reused', never), 'accountMismatch');
    await cloud.clock.advance(10);
    await call;
  });

  test('throws: the call throws instead of answering', async () => {
    const cloud = await ready();
    cloud.faults.once('im.login', { throws: 'ouch' }).once('im.subscribe', { throws: 'ouch' });
    cloud.faults.once('meeting.subscribe', { throws: 'ouch' });
    expect(() => cloud.im.login(alice, never)).toThrow('ouch');
    expect(() => cloud.im.subscribe(() => {})).toThrow('ouch');
    expect(() => cloud.meeting.subscribe(() => {})).toThrow('ouch');
    expect(cloud.calls.all.map(({ outcome }) => outcome)).toEqual(['threw', 'threw', 'threw']);
    expect(cloud.listeners).toMatchObject({ im: 0, meeting: 0 });
  });

  test('twice: whoever waits with then is told twice', async () => {
    const cloud = await ready();
    cloud.faults.once('im.login', { twice: true }).once('im.logout', { twice: true, kind: 'network' });
    let told = 0;
    const count = () => {
      told++;
    };
    await cloud.im.login(alice, never).then(count);
    expect(told).toBe(2);
    await cloud.im.logout().then(undefined, count);
    expect(told).toBe(4);
    cloud.faults.once('im.logout', { twice: true });
    await cloud.im.logout();
    expect(cloud.host.account).toBeNull();
  });

  test('a second fault of the same call waits for the second call; always lasts until it is cleared', async () => {
    const cloud = await ready();
    cloud.faults.once('im.login', { kind: 'network' }).once('im.login', { kind: 'timeout' });
    cloud.faults.always('im.login', { kind: 'rateLimited' });
    for (const kind of ['network', 'timeout', 'rateLimited', 'rateLimited'] as const) {
      await refusal(cloud.im.login(alice, never), kind);
    }
    cloud.faults.clear();
    await cloud.im.login(alice, never);
  });

  test('faults combine: what is said of all calls, of this method, of this call', async () => {
    const faults = new Faults();
    faults
      .always('all', { delay: 1, ignoreAbort: true })
      .always('im.login', { delay: 2 })
      .once('im.login', { kind: 'vendor' });
    expect(faults.take('im.login')).toEqual({ delay: 2, ignoreAbort: true, kind: 'vendor' });
    expect(faults.take('im.login')).toEqual({ delay: 2, ignoreAbort: true });
    expect(faults.take('im.logout')).toEqual({ delay: 1, ignoreAbort: true });
    faults.clear();
    expect(faults.take('im.login')).toBeUndefined();
  });

  test('status() lies, or throws, until the script is cleared', async () => {
    const cloud = await ready();
    await cloud.im.login(alice, never);
    cloud.faults
      .lieAboutIm(() => ({ phase: 'loggedIn', accid: 'mallory', line: 'online' }))
      .lieAboutMeeting(() => {
        throw new Error('no idea');
      });
    expect(cloud.im.status()).toMatchObject({ accid: 'mallory' });
    expect(() => cloud.meeting.status()).toThrow('no idea');
    cloud.faults.clear();
    expect(cloud.im.status()).toMatchObject({ accid: 'alice' });
    expect(cloud.meeting.status()).toEqual({ phase: 'ready' });
  });
});

describe('the call log', () => {
  test('tells what was asked, in order, how it ended, and no secret', async () => {
    const cloud = await ready();
    await cloud.im.login(alice, never);
    await cloud.meeting.login({ userUuid: 'ann', token: async () => ann.token }, 'reused', never);
    cloud.faults.once('meeting.join', { never: true });
    void cloud.meeting.join({ ...room, password: bob.token }, never);
    await refusal(cloud.im.login({ ...alice, accid: 'nobody' }, never), 'badCredentials');
    expect([...cloud.calls]).toEqual([
      { method: 'im.login', args: { accid: 'alice', token: '[secret]' }, outcome: 'resolved' },
      { method: 'meeting.login', args: { userUuid: 'ann', token: '[provider]', mode: 'reused' }, outcome: 'resolved' },
      { method: 'meeting.join', args: { ...room, password: '[secret]' }, outcome: 'pending' },
      { method: 'im.login', args: { accid: 'nobody', token: '[secret]' }, outcome: 'rejected' },
    ]);
    expect(cloud.calls.of('meeting.login')).toHaveLength(1);
    cloud.calls.clear();
    expect(cloud.calls.all).toEqual([]);
  });

  test('tells the other arguments too', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    await cloud.im.initialize({ appKey: 'app' }, never);
    cloud.im.subscribe(() => {});
    await cloud.accounts.createImAccount({ accid: 'carol', token: 'c' });
    await cloud.accounts.createImAccount({ accid: 'carol' });
    await cloud.accounts.refreshImToken('carol');
    await cloud.accounts.setImAccountEnabled('carol', false);
    await cloud.accounts.kick('carol');
    expect(cloud.calls.all.map(({ method, args }) => [method, args])).toEqual([
      ['meeting.initialize', { appKey: 'app', reuse: 'off' }],
      ['im.initialize', { appKey: 'app' }],
      ['im.subscribe', {}],
      ['accounts.createImAccount', { accid: 'carol', token: '[secret]' }],
      ['accounts.createImAccount', { accid: 'carol' }],
      ['accounts.refreshImToken', { accid: 'carol' }],
      ['accounts.setImAccountEnabled', { accid: 'carol', enabled: false }],
      ['accounts.kick', { accid: 'carol' }],
    ]);
    expect(cloud.calls.all.every(({ outcome }) => outcome === 'resolved')).toBe(true);
  });

  test('keeps the latest calls only', () => {
    const log = new CallLog(3);
    for (let n = 0; n < 20; n++) {
      log.note('im.logout', { n });
      expect(log.all.map(({ args }) => args.n)).toEqual([n - 2, n - 1, n].filter((k) => k >= 0));
    }
  });
});

describe('real time', () => {
  test('is what delays take without a clock', async () => {
    const cloud = createMemoryCloud();
    expect(cloud.ports).not.toHaveProperty('clock');
    cloud.faults.once('im.initialize', { delay: 1 });
    await cloud.im.initialize({ appKey: 'memory' }, never);
    expect(cloud.im.status()).toEqual({ phase: 'ready', appKey: 'memory' });
  });
});
