// What the facade adds to the machine: sealed reports, what can be asked when, and what is left when the machine breaks.
import { SessionError, sessionMachine } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { shown } from '../properties/invariants/no-token.ts';
import { alice, ann, outcome } from '../regressions/app.ts';
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
    expect(waiting.map(({ now }) => now)).toEqual(['disposed', 'disposed', 'disposed']);
    expect(waiting.map(({ error }) => error)).toMatchObject([
      { command: 'loginIm', cause },
      { command: 'loginIm', cause },
      { cause },
    ]);
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

describe('what can be asked, and when', () => {
  test('dispose() is one promise however often and by whichever name it is asked for, and it resolves with nothing', async () => {
    const { session } = bare();
    await soon(session.initialize());
    const gone = session.dispose();
    expect(session.dispose()).toBe(gone);
    expect(session[Symbol.asyncDispose]()).toBe(gone);
    expect(await soon(gone)).toBe(undefined);
    expect(session.actor.getSnapshot().status).toBe('stopped');
  });

  test('dispose() has no time limit of its own, only its steps have', async () => {
    const b = bare({ timeouts: { command: 10, step: 1_000 } });
    await soon(b.session.signIn({ im: alice, meeting: ann }));
    b.hold('meeting.logout');
    const gone = outcome(b.session.dispose());
    await b.clock.advance(999);
    expect(gone.now).toBe('pending');
    await b.clock.advance(1_001);
    expect(gone.now).toBe('resolved');
  });

  test('tools find the machine and its watcher by name, and nothing else runs at rest', async () => {
    const { session } = bare();
    await soon(session.initialize());
    expect(sessionMachine.id).toBe('session');
    expect(Object.keys(session.actor.getSnapshot().children)).toEqual(['watch']);
  });

  test('a report that changes nothing is no news to a subscriber', async () => {
    const b = bare();
    await soon(b.session.initialize());
    await soon(b.session.loginIm(alice));
    let heard = 0;
    b.session.subscribe(() => heard++);
    expect(heard).toBe(1);
    b.happens({}, 'im', { type: 'lineUp' });
    b.happens({}, 'im', { type: 'loggedIn', accid: 'alice' });
    expect(heard).toBe(1);
    b.happens({ im: ready }, 'im', { type: 'loggedOut' });
    expect(heard).toBe(2);
  });

  test('unknown events and commands are refused with the names that there are', async () => {
    const { session } = bare();
    const names = 'kicked, lineDown, lineUp, refused, failed, meetingLost, roomLeft, stepFailed, listenerFailed';
    expect(() => session.on('nope' as never, () => {})).toThrow(`unknown event; known are ${names}`);
    expect(() => session.on('kicked', 5 as never)).toThrow('listener must be a function');
    expect(() => session.subscribe(5 as never)).toThrow('listener must be a function');
    await expect(session.until(5 as never)).rejects.toThrow('predicate must be a function');
    const answer = session.can('nope' as never);
    expect(answer.ok).toBe(false);
    expect(String(!answer.ok && answer.error.message)).toContain(
      'unknown command; known are joinMeeting, joinAnonymously, leaveMeeting',
    );
  });

  test('can() with a wrong argument says so; without one it asks for whoever it may be', async () => {
    const { session } = bare();
    await soon(session.initialize());
    expect(session.can('loginIm')).toEqual({ ok: true });
    const wrong = session.can('loginIm', { accid: '', token: 'x' });
    expect(wrong).toMatchObject({ ok: false, error: { kind: 'invalidInput', command: 'loginIm' } });
    const message = 'loginIm.accid must be a non-empty string';
    expect(wrong).toMatchObject({ error: { message } });
    const done = outcome(session.loginIm({ accid: '', token: 'x' }));
    await soon(undefined);
    await Promise.resolve();
    expect(done.error).toMatchObject({ kind: 'invalidInput', command: 'loginIm', message });
    expect(session.can('loginIm', undefined as never)).toMatchObject({ ok: false, error: { kind: 'invalidInput' } });
  });

  test('can() without an argument knows that signIn() may bring an IM account, and that the same login may be in flight', async () => {
    const b = bare();
    const { session } = b;
    await soon(session.initialize());
    expect(session.can('signIn')).toEqual({ ok: true });
    expect(session.can('signIn', { meeting: ann })).toMatchObject({ ok: false, error: { kind: 'imNotLoggedIn' } });
    expect(session.can('loginMeeting')).toMatchObject({ ok: false, error: { kind: 'imNotLoggedIn' } });
    const go = b.hold('im.login');
    const login = outcome(session.loginIm(alice));
    expect(session.can('loginIm')).toEqual({ ok: true });
    expect(session.can('loginIm', { ...alice, accid: 'bob' })).toMatchObject({ ok: false, error: { kind: 'busy' } });
    expect(session.can('signIn')).toMatchObject({ ok: false, error: { kind: 'busy' } });
    go();
    await b.clock.settle();
    expect(login.now).toBe('resolved');
  });

  test('after dispose(): on() and subscribe() answer a function that does nothing, until() rejects whatever it is to wait for', async () => {
    const { session } = bare();
    await soon(session.dispose());
    expect(session.on('failed', () => {})()).toBe(undefined);
    expect(session.subscribe(() => {})()).toBe(undefined);
    const done = outcome(session.until(() => true, { signal: AbortSignal.abort() }));
    const found = outcome(session.until(({ state }) => state === 'uninitialized'));
    await soon(undefined);
    await Promise.resolve();
    await Promise.resolve();
    expect([done.now, found.now]).toEqual(['disposed', 'disposed']);
  });

  test('after dispose() nobody hears of a late subscriber that throws; before, whoever listens for that does', async () => {
    const { session } = bare();
    const heard: unknown[] = [];
    const error = new Error('mine');
    const throwing = () => {
      throw error;
    };
    session.on('listenerFailed', (event) => heard.push(event));
    session.subscribe(throwing)();
    expect(heard).toEqual([{ type: 'listenerFailed', error }]);
    await soon(session.dispose());
    session.subscribe(throwing);
    expect(heard).toHaveLength(1);
  });

  test('a command that aborted before it began, or is wrong, sets no timer and asks nothing', async () => {
    const { session, clock, calls } = bare();
    const done = outcome(session.initialize({ signal: AbortSignal.abort() }));
    const wrong = outcome(session.initialize({ timeout: -1 }));
    await clock.settle();
    expect([done.now, wrong.now, clock.pending, calls]).toEqual(['aborted', 'invalidInput', 0, []]);
  });
});
