// What the facade adds to the machine: numbers of calls, timers, listeners, and what is left when the machine breaks.
import { SessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { shown } from '../properties/invariants/no-token.ts';
import { alice, ann, app, bob, hop, outcome } from '../regressions/app.ts';
import { bare, ready, soon } from './bare.ts';

describe('secrets', () => {
  test('a token in the error of credentialsRefused never leaves: not in events, the snapshot, the command, or the inspector', async () => {
    const heard: unknown[] = [];
    const b = bare({ inspect: (event) => heard.push((event as { event?: unknown }).event) });
    b.session.on('failed', (event) => heard.push(event));
    b.session.subscribe((snapshot) => heard.push(snapshot));
    await soon(b.session.initialize());
    await soon(b.session.loginIm(alice));
    b.hold('meeting.login');
    const login = outcome(b.session.loginMeeting(ann));
    await b.clock.settle();
    const vendor = { name: 'v', surface: alice.token, code: ann.token };
    const cause = Object.assign(new Error(`token ${alice.token} of ${ann.token}`), { token: alice.token });
    const error = new SessionError('credentialsExpired', { message: `refused ${alice.token}`, cause, vendor });
    b.happens({ im: ready }, 'im', { type: 'credentialsRefused', error });
    await b.clock.settle();
    expect(login.now).toBe('credentialsExpired');
    expect(b.session.snapshot.failure?.error).toMatchObject({
      kind: 'credentialsExpired',
      message: 'refused [secret]',
    });
    const all = [...heard, login.error, b.session.snapshot, b.session.actor.getPersistedSnapshot()];
    for (const one of all) for (const { token } of [alice, ann]) expect(shown(one).includes(token)).toBe(false);
    expect(heard.length).toBeGreaterThan(10);
  });

  test('credentialsRefused with something that is no error is told as the adapter’s fault', async () => {
    const b = bare();
    await soon(b.session.initialize());
    await soon(b.session.loginIm(alice));
    b.happens({ im: ready }, 'im', { type: 'credentialsRefused', error: undefined as never });
    expect(b.session.snapshot).toMatchObject({ state: 'failed', failure: { error: { kind: 'adapter' } } });
  });
});

describe('a machine that breaks', () => {
  /** The machine is total; a test that breaks it has to reach into it. */
  async function broken() {
    const b = bare();
    await soon(b.session.initialize());
    b.hold('im.login');
    const waiting = [
      outcome(b.session.loginIm(alice)),
      outcome(b.session.loginIm(alice)),
      outcome(b.session.until(() => false)),
    ];
    await b.clock.settle();
    const cause = new RangeError('broken');
    const { actor } = b.session as unknown as {
      actor: { logic: { transition: unknown }; send: (event: object) => void };
    };
    const { logic } = actor;
    Object.defineProperty(actor, 'logic', {
      value: Object.assign(Object.create(logic), {
        transition: () => {
          throw cause;
        },
      }),
    });
    return { b, waiting, cause, actor };
  }

  test('every caller is told, nobody hangs, and afterwards it is as after dispose()', async () => {
    const { b, waiting, cause } = await broken();
    b.happens({ im: ready }, 'im', { type: 'lineDown' });
    await b.clock.settle();
    expect(waiting.map(({ now }) => now)).toEqual(['adapter', 'adapter', 'disposed']);
    expect(waiting[0]?.error).toMatchObject({ kind: 'adapter', cause });
    for (const run of [() => b.session.loginIm(alice), () => b.session.signOut(), () => b.session.until(() => false)]) {
      const late = outcome(run());
      await b.clock.settle();
      expect(late.now).toBe('disposed');
    }
    expect(b.session.can('signOut')).toMatchObject({ ok: false, error: { kind: 'disposed', command: 'signOut' } });
    await soon(b.session.dispose());
    expect(b.clock.pending).toBe(0);
  });
});

describe('timers and signals', () => {
  test('a command’s timer is set for the time that was asked for, and taken off when it settles', async () => {
    for (const [timeouts, o, ms] of [
      [{}, {}, 30_000],
      [{ command: 700 }, {}, 700],
      [{ command: 700 }, { timeout: 200 }, 200],
    ] as const) {
      const b = bare({ timeouts });
      b.act('im.initialize', () => new Promise(() => {}));
      const up = outcome(b.session.initialize(o));
      await b.clock.advance(ms - 1);
      expect(up.now).toBe('pending');
      await b.clock.advance(1);
      expect(up.now).toBe('timeout');
      expect(up.error).toMatchObject({ command: 'initialize' });
    }
    const { session, clock } = bare();
    await soon(session.initialize());
    expect(clock.pending).toBe(0);
  });

  test('a timeout of Infinity sets no timer', async () => {
    const b = bare();
    b.act('im.initialize', () => new Promise(() => {}));
    const up = outcome(b.session.initialize({ timeout: Number.POSITIVE_INFINITY }));
    await b.clock.settle();
    expect([b.clock.pending, up.now]).toEqual([0, 'pending']);
  });

  test('the step deadline is the one that was asked for', async () => {
    const b = bare({ timeouts: { step: 50 } });
    await soon(b.session.initialize());
    await soon(b.session.loginIm(alice));
    b.act('im.logout', () => new Promise(() => {}));
    const out = outcome(b.session.logoutIm());
    await b.clock.advance(49);
    expect(out.now).toBe('pending');
    await b.clock.advance(1);
    expect(out.now).toBe('timeout');
    expect(out.error).toMatchObject({ message: expect.stringMatching(/50 ms/) });
  });

  test('a signal keeps no listener once its command has settled, or its listener is off', async () => {
    const { session } = bare();
    const stop = new AbortController();
    const { signal } = stop;
    const known = new Set<unknown>();
    const { addEventListener, removeEventListener } = signal;
    Object.assign(signal, {
      addEventListener: (type: string, listener: () => void) => {
        known.add(listener);
        addEventListener.call(signal, type, listener);
      },
      removeEventListener: (type: string, listener: () => void) => {
        known.delete(listener);
        removeEventListener.call(signal, type, listener);
      },
    });
    await soon(session.initialize({ signal }));
    await session.until(() => true, { signal });
    const later = session.until(({ state }) => state === 'imLoggedIn', { signal });
    expect(known.size).toBe(1);
    await soon(session.loginIm(alice, { signal }));
    await later;
    expect(known.size).toBe(0);
  });
});

describe('callers of one flight', () => {
  test('each is told once, in the order in which they asked; one that gives up is told alone', async () => {
    const b = bare();
    await soon(b.session.initialize());
    const go = b.hold('im.login');
    const told: string[] = [];
    const stop = new AbortController();
    const ask = (name: string, o?: object) =>
      b.session.loginIm(alice, o).then(
        () => told.push(name),
        () => told.push(`${name} gave up`),
      );
    ask('one');
    ask('two', { signal: stop.signal });
    ask('three');
    await b.clock.settle();
    stop.abort();
    await b.clock.settle();
    expect(told).toEqual(['two gave up']);
    go();
    await b.clock.settle();
    expect(told).toEqual(['two gave up', 'one', 'three']);
    expect(b.calls.filter((call) => call === 'im.login')).toHaveLength(1);
  });

  test('a teardown that everybody gave up on still happens', async () => {
    const b = bare();
    await soon(b.session.signIn({ im: alice, meeting: ann }));
    const go = b.hold('meeting.logout');
    const stop = new AbortController();
    const out = outcome(b.session.signOut({ signal: stop.signal }));
    await b.clock.settle();
    stop.abort();
    await b.clock.settle();
    expect([out.now, b.session.snapshot.busy]).toEqual(['aborted', 'signOut']);
    go();
    await b.clock.settle();
    expect(b.session.snapshot).toMatchObject({ state: 'imReady', busy: null });
  });

  test('a deeper teardown takes over a shallower one; a shallower one is busy', async () => {
    const b = bare();
    await soon(b.session.signIn({ im: alice, meeting: ann }));
    const go = b.hold('meeting.logout');
    const shallow = outcome(b.session.logoutMeeting());
    const deep = outcome(b.session.signOut());
    const late = outcome(b.session.logoutMeeting());
    await b.clock.settle();
    expect([shallow.now, deep.now, late.now]).toEqual(['superseded', 'pending', 'busy']);
    go();
    await b.clock.settle();
    expect(deep.now).toBe('resolved');
    expect(b.calls.slice(-2)).toEqual(['meeting.logout', 'im.logout']);
  });
});

describe('listeners', () => {
  test('an unsubscribed listener hears nothing more, and after dispose() nobody does', async () => {
    const { session } = app();
    const heard: string[] = [];
    const off = session.subscribe(({ state }) => heard.push(`one ${state}`));
    session.subscribe(({ state }) => heard.push(`two ${state}`));
    off();
    off();
    heard.length = 0;
    await soon(session.initialize());
    expect(new Set(heard)).toEqual(new Set(['two uninitialized', 'two imReady']));
    await session.dispose();
    heard.length = 0;
    session.subscribe(({ state }) => heard.push(`late ${state}`));
    expect(heard).toEqual(['late uninitialized']);
  });

  test('snapshots come before the events that belong to them, and those before the command’s end', async () => {
    const { cloud, clock, session } = app();
    await soon(session.initialize());
    cloud.faults.always('im.login', hop);
    const heard: string[] = [];
    session.subscribe(({ state }) => heard.push(state));
    session.on('kicked', () => heard.push('kicked'));
    session.on('failed', () => heard.push('failed event'));
    session.loginIm(alice).catch(({ kind }) => heard.push(`rejected ${kind}`));
    await clock.advance(10);
    heard.length = 0;
    cloud.server.kick('alice');
    await clock.settle();
    expect(heard.filter((one, n) => heard.indexOf(one) === n)).toEqual([
      'failed',
      'kicked',
      'failed event',
      'rejected kicked',
    ]);
  });

  test('until() takes its listeners off again', async () => {
    const { session } = app();
    let looked = 0;
    const found = session.until(({ state }) => {
      looked++;
      return state === 'imReady';
    });
    await soon(session.initialize());
    await found;
    const before = looked;
    await soon(session.loginIm(bob));
    expect(looked).toBe(before);
  });
});
