import { Secret, SessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { alice, ann, bob, heard, never, populated, refusal, secret, up, watch } from './cloud.ts';

describe('status() and subscribe()', () => {
  test('work before initialize()', async () => {
    const cloud = populated();
    expect(cloud.im.status()).toEqual({ phase: 'uninitialized' });
    const log = heard(cloud);
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    expect(log).toEqual(['im.loggedIn loggedIn/ready']);
  });

  test('report the SDK that the host sees', () => {
    const { im, host } = populated();
    host.initialize('another-app');
    expect(im.status()).toEqual({ phase: 'ready', appKey: 'another-app' });
  });

  test('spell the account as the server does, in lower case', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login({ ...alice, accid: 'ALICE' }, never);
    expect(cloud.im.status()).toEqual({ phase: 'loggedIn', accid: 'alice', appKey: 'app', line: 'online' });
  });

  test('a listener taken off twice hears nothing more and harms nobody', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    const first: string[] = [];
    const second: string[] = [];
    const off = cloud.im.subscribe(({ type }) => first.push(type));
    cloud.im.subscribe(({ type }) => second.push(type));
    off();
    off();
    await cloud.im.login(alice, never);
    expect([first, second]).toEqual([[], ['loggedIn']]);
    expect(cloud.listeners.im).toBe(1);
  });

  test('a listener that throws is noted and harms nobody', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    const heardBySecond: string[] = [];
    cloud.im.subscribe(() => {
      throw new Error('mine');
    });
    cloud.im.subscribe(({ type }) => heardBySecond.push(type));
    await cloud.im.login(alice, never);
    expect(heardBySecond).toEqual(['loggedIn']);
    expect(cloud.calls.listenerErrors).toEqual([new Error('mine')]);
  });

  test('a listener that is taken off by another one does not hear of what is being told', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    const second: string[] = [];
    cloud.im.subscribe(() => off());
    const off = cloud.im.subscribe(({ type }) => second.push(type));
    await cloud.im.login(alice, never);
    expect(second).toEqual([]);
  });

  test('what a listener brings about is heard after what it heard, by everybody', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    cloud.im.subscribe(({ type }) => {
      if (type === 'loggedIn') cloud.host.logout();
    });
    const second: string[] = [];
    cloud.im.subscribe(({ type }) => second.push(type));
    await cloud.im.login(alice, never);
    expect(second).toEqual(['loggedIn', 'loggedOut']);
  });
});

describe('login()', () => {
  test('status() names the account before the promise resolves, and once', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    const order: string[] = [];
    cloud.im.subscribe(({ type }) => order.push(type));
    await cloud.im.login(alice, never).then(() => order.push('resolved'));
    expect(order).toEqual(['loggedIn', 'resolved']);
  });

  test.each([
    ['an unknown account', { accid: 'nobody', token: secret('x') }, 'badCredentials', 102404],
    ['a wrong token', { accid: 'alice', token: secret('x') }, 'badCredentials', 102302],
  ] as const)(
    '%s is refused with the code of the real SDK and leaves nothing behind',
    async (_, account, kind, code) => {
      const cloud = populated();
      await up(cloud, 'required');
      const log = heard(cloud);
      const error = await refusal(cloud.im.login(account, never), kind);
      expect(error.vendor).toMatchObject({ name: 'memory', surface: 'im', code });
      expect(cloud.im.status().phase).toBe('ready');
      expect(log).toEqual([]);
    },
  );

  test('a disabled account is refused, an app key that nobody knows too', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    cloud.server.setImAccountEnabled('alice', false);
    const disabled = await refusal(cloud.im.login(alice, never), 'accountDisabled');
    expect(disabled.vendor?.code).toBe(102422);
    const other = populated();
    await other.im.initialize({ appKey: 'nope' }, never);
    expect((await refusal(other.im.login(alice, never), 'badCredentials')).vendor?.code).toBe(101303);
  });

  test('before initialize() it is refused', async () => {
    await refusal(populated().im.login(alice, never), 'notInitialized');
  });

  test('one account at a time: the newest login wins', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    const log = heard(cloud);
    await cloud.im.login(bob, never);
    expect(log).toEqual(['im.loggedOut ready/ready', 'im.loggedIn loggedIn/ready']);
    expect([cloud.server.isOnline('alice'), cloud.server.isOnline('bob')]).toEqual([false, true]);
  });

  test('the same account again is no new login', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    const log = heard(cloud);
    await cloud.im.login(alice, never);
    expect(log).toEqual([]);
  });

  test('a login that is overtaken ends with 191002 and never lands', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    cloud.faults.once('im.login', { delay: 100 });
    const slow = cloud.im.login(alice, never);
    const overtaken = refusal(slow, 'superseded');
    await cloud.im.login(bob, never);
    await cloud.clock.advance(100);
    expect((await overtaken).vendor?.code).toBe(191002);
    expect(cloud.host.account).toBe('bob');
  });

  test('a provider is asked at every login, and its failure is the failure of the login', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    let asked = 0;
    const token = async () => {
      asked++;
      return secret('alice-token');
    };
    await cloud.im.login({ accid: 'alice', token }, never);
    await cloud.im.logout();
    await cloud.im.login({ accid: 'alice', token }, never);
    expect(asked).toBe(2);
    await cloud.im.logout();
    const failing = () => Promise.reject(new SessionError('badCredentials', { message: 'no token today' }));
    const error = await refusal(cloud.im.login({ accid: 'alice', token: failing }, never), 'badCredentials');
    expect(error.message).toBe('no token today');
    const throwing = () => Promise.reject(new Error('alice-token'));
    const wrapped = await refusal(cloud.im.login({ accid: 'alice', token: throwing }, never), 'badCredentials');
    expect(wrapped.vendor?.code).toBe(191003);
    expect(cloud.im.status().phase).toBe('ready');
  });

  test('abort while the provider is being asked ends the call, and the token that comes later is not used', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    const abort = new AbortController();
    let answer: (token: Secret) => void = () => {};
    const token = () => new Promise<Secret>((resolve) => (answer = resolve));
    const call = refusal(cloud.im.login({ accid: 'alice', token }, abort.signal), 'aborted');
    await cloud.clock.settle();
    abort.abort('changed my mind');
    expect((await call).cause).toBe('changed my mind');
    answer(new Secret('alice-token'));
    await cloud.clock.settle();
    expect(cloud.host.account).toBeNull();
  });
});

describe('initialize()', () => {
  test('a second app key is refused', async () => {
    const { im } = populated();
    await im.initialize({ appKey: 'app' }, never);
    await refusal(im.initialize({ appKey: 'other' }, never), 'appMismatch');
    expect(im.status()).toEqual({ phase: 'ready', appKey: 'app' });
  });
});

describe('logout()', () => {
  test('is idempotent', async () => {
    const cloud = populated();
    await cloud.im.logout();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    await Promise.all([cloud.im.logout(), cloud.im.logout()]);
    await cloud.im.logout();
    expect(cloud.im.status().phase).toBe('ready');
    expect(cloud.server.isOnline('alice')).toBe(false);
  });

  test('ends a login that is under way', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    cloud.faults.once('im.login', { delay: 100, ignoreAbort: true });
    const call = refusal(cloud.im.login(alice, never), 'superseded');
    await cloud.im.logout();
    await cloud.clock.advance(100);
    await call;
    expect(cloud.host.account).toBeNull();
  });

  test('does not mean whoever logs in after it was called', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    const call = cloud.im.logout();
    cloud.host.login({ accid: 'bob', token: 'bob-token' });
    await call;
    expect(cloud.host.account).toBe('bob');
  });
});

describe('close()', () => {
  test('is idempotent and lets initialize() start afresh', async () => {
    const cloud = populated();
    await cloud.im.close();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    await cloud.im.close();
    await cloud.im.close();
    expect(cloud.im.status()).toEqual({ phase: 'uninitialized' });
    await cloud.im.initialize({ appKey: 'app' }, never);
    await cloud.im.login(alice, never);
    expect(cloud.host.account).toBe('alice');
  });

  test.each([{ ignoreAbort: false }, { ignoreAbort: true }])(
    'no earlier call takes effect after it: %o',
    async (how) => {
      const cloud = populated();
      await up(cloud, 'required');
      cloud.faults.once('im.login', { ...how, delay: 100 });
      const login = watch(cloud.im.login(alice, never));
      await cloud.im.close();
      await cloud.im.initialize({ appKey: 'app' }, never);
      await cloud.clock.advance(100);
      expect(login.state).toBe('rejected');
      expect(cloud.im.status().phase).toBe('ready');
    },
  );

  test('a call that took effect but is not answered yet is taken back by it', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    cloud.faults.once('im.login', { answerDelay: 100, ignoreAbort: true });
    const login = watch(cloud.im.login(alice, never));
    await cloud.clock.settle();
    expect(cloud.host.account).toBe('alice');
    await cloud.im.close();
    expect(cloud.host.account).toBeNull();
    await cloud.clock.advance(100);
    expect(login.state).toBe('rejected');
  });

  test('never logs a host out, nor takes its SDK down', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    cloud.host.login({ accid: 'alice', token: 'alice-token' });
    await cloud.im.close();
    expect(cloud.im.status()).toMatchObject({ phase: 'loggedIn', accid: 'alice' });
    cloud.host.logout();
    await cloud.im.close();
    expect(cloud.im.status().phase).toBe('ready');
  });

  test('leaves listeners on', async () => {
    const cloud = populated();
    const log = heard(cloud);
    await cloud.im.close();
    cloud.host.login({ accid: 'alice', token: 'alice-token' });
    expect(log).toEqual(['im.loggedIn loggedIn/uninitialized']);
  });
});

describe('the line', () => {
  test('drops and heals under the same login', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    const log = heard(cloud);
    cloud.network.drop();
    cloud.network.drop();
    expect(cloud.im.status()).toMatchObject({ accid: 'alice', line: 'reconnecting' });
    cloud.network.heal();
    expect(cloud.im.status()).toMatchObject({ accid: 'alice', line: 'online' });
    expect(log).toEqual(['im.lineDown loggedIn/ready', 'im.lineUp loggedIn/ready']);
  });

  test('heals by itself when told so', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    cloud.network.drop({ healAfter: 1600 });
    await cloud.clock.advance(1599);
    expect(cloud.im.status()).toMatchObject({ line: 'reconnecting' });
    await cloud.clock.advance(1);
    expect(cloud.im.status()).toMatchObject({ line: 'online' });
  });

  test('a login without a network fails as network', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    cloud.network.drop();
    expect((await refusal(cloud.im.login(alice, never), 'network')).vendor?.code).toBe(192001);
  });

  test('a token that is no good any more is refused on reconnect', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    const errors: unknown[] = [];
    cloud.im.subscribe((event) => event.type === 'credentialsRefused' && errors.push(event.error));
    cloud.server.setImToken('alice', 'new-token');
    expect(cloud.im.status()).toMatchObject({ line: 'online' });
    cloud.network.drop();
    cloud.network.heal();
    expect(errors).toMatchObject([{ kind: 'badCredentials', vendor: { code: 102302 } }]);
    expect(cloud.im.status().phase).toBe('ready');
  });

  test('an account disabled meanwhile is refused on reconnect', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    const errors: unknown[] = [];
    cloud.im.subscribe((event) => event.type === 'credentialsRefused' && errors.push(event.error));
    cloud.server.setImAccountEnabled('alice', false);
    cloud.network.drop();
    cloud.network.heal();
    expect(errors).toMatchObject([{ kind: 'accountDisabled', vendor: { code: 102422 } }]);
  });

  test('a provider is asked again on reconnect; while it fails the line stays down', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    let next = 'alice-token';
    const token = async () => {
      if (next === '') throw new Error('not now');
      return secret(next);
    };
    await cloud.im.login({ accid: 'alice', token }, never);
    cloud.server.setImToken('alice', 'new-token');
    next = '';
    cloud.network.drop();
    cloud.network.heal();
    await cloud.clock.settle();
    expect(cloud.im.status()).toMatchObject({ line: 'reconnecting' });
    next = 'new-token';
    cloud.network.drop();
    cloud.network.heal();
    await cloud.clock.settle();
    expect(cloud.im.status()).toMatchObject({ line: 'online' });
  });
});

describe('kicks', () => {
  test.each(['otherClient', 'server', 'kickedByClient', 'quiet'] as const)(
    '%s: the SDK is out first',
    async (reason) => {
      const cloud = populated();
      await up(cloud, 'required');
      await cloud.im.login(alice, never);
      const seen: unknown[] = [];
      cloud.im.subscribe((event) => seen.push({ ...event, phase: cloud.im.status().phase }));
      cloud.server.kick('alice', reason);
      cloud.server.kick('alice', reason);
      expect(seen).toEqual([{ type: 'kicked', reason, phase: 'ready' }]);
      await cloud.im.logout();
      await cloud.im.login(alice, never);
      expect(cloud.host.account).toBe('alice');
    },
  );
});

describe('whose the SDK and its login are', () => {
  test('a host that logs in as the account that is logged in already makes the login its own', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    cloud.host.login({ accid: 'alice', token: 'alice-token' });
    await cloud.im.close();
    expect(cloud.host.account).toBe('alice');
  });

  test("a port that logs in as the host's account leaves the login the host's", async () => {
    const cloud = populated();
    cloud.host.login({ accid: 'alice', token: 'alice-token' });
    await cloud.im.login(alice, never);
    await cloud.im.close();
    expect(cloud.host.account).toBe('alice');
  });

  test("a kit that logs in as the host's account takes it over, and out with it", async () => {
    const cloud = populated();
    cloud.host.login({ accid: 'alice', token: 'alice-token' });
    await up(cloud, 'off');
    await cloud.meeting.login(ann, 'owned', never);
    await cloud.meeting.close();
    expect(cloud.host.account).toBeNull();
  });

  test.each(['initialises it as well', 'logs in and out'] as const)('an SDK that the host %s stays up', async (how) => {
    const { im, host } = populated();
    await im.initialize({ appKey: 'app' }, never);
    if (how === 'logs in and out') {
      host.login({ accid: 'alice', token: 'alice-token' });
      host.logout();
    } else host.initialize();
    await im.close();
    expect(im.status().phase).toBe('ready');
  });

  test('a login on an SDK that the kit brought up keeps it up when the kit is closed, and not longer', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    await cloud.im.login(alice, never);
    await cloud.meeting.close();
    expect(cloud.im.status()).toMatchObject({ phase: 'loggedIn', accid: 'alice' });
    await cloud.im.close();
    expect(cloud.im.status().phase).toBe('uninitialized');
  });
});

describe('a reconnect that is overtaken', () => {
  async function waiting() {
    const cloud = populated();
    await up(cloud, 'required');
    const answers: Array<() => void> = [];
    const token = () => new Promise<Secret>((resolve) => answers.push(() => resolve(secret('alice-token'))));
    const login = cloud.im.login({ accid: 'alice', token }, never);
    await cloud.clock.settle();
    answers.shift()?.();
    await login;
    cloud.network.drop();
    cloud.network.heal();
    const log = heard(cloud);
    const answer = async () => {
      for (const give of answers) give();
      await cloud.clock.settle();
    };
    return { cloud, log, answer };
  }

  test('by a logout: nobody is logged in afterwards', async () => {
    const { cloud, log, answer } = await waiting();
    await cloud.im.logout();
    await answer();
    expect(log).toEqual(['im.loggedOut ready/ready']);
    expect(cloud.server.isOnline('alice')).toBe(false);
  });

  test('by another drop: the line is down', async () => {
    const { cloud, log, answer } = await waiting();
    cloud.network.drop();
    await answer();
    expect([cloud.im.status(), log]).toMatchObject([{ line: 'reconnecting' }, []]);
  });

  test('by another reconnect: the line comes up once', async () => {
    const { cloud, log, answer } = await waiting();
    cloud.network.drop();
    cloud.network.heal();
    await answer();
    expect(log).toEqual(['im.lineUp loggedIn/ready']);
  });

  test('by a login as the same account: the line is up at once, and once', async () => {
    const { cloud, log, answer } = await waiting();
    await cloud.im.login(alice, never);
    expect(cloud.im.status()).toMatchObject({ line: 'online' });
    await answer();
    expect(log).toEqual(['im.lineUp loggedIn/ready']);
  });
});
