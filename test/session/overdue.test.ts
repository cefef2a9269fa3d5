// Calls that a port answers later than they may take, and ports that do not even say what they are.
import { SessionError } from '@partyline/core';
import { expect, test } from 'vitest';
import { alice, ann, bob, outcome } from '../regressions/app.ts';
import { type Bare, bare, line, online, ready, soon } from './bare.ts';
import { flight } from './flights.ts';
import { situations } from './situations.ts';

test('a logout that is overdue is waited for once more, and what came of it is said', async () => {
  const b = await situations['imLoggedIn, the session’s']();
  const go = b.hold('im.logout');
  const logout = outcome(b.session.logoutIm());
  await b.clock.advance(5_000);
  expect([logout.now, line(b.session.snapshot)]).toEqual(['timeout', 'imLoggedIn | alice (session) | -']);
  b.calls.length = 0;
  const next = outcome(b.session.loginMeeting(ann));
  await b.clock.settle();
  expect([next.now, b.calls]).toEqual(['pending', []]);
  go();
  await b.clock.settle();
  expect([next.now, b.calls, line(b.session.snapshot)]).toEqual(['imNotLoggedIn', [], 'imReady | - | -']);
});

test.each(['meeting.close', 'im.close'] as const)(
  '%s is overdue: the next recover() waits for it before it closes again',
  async (method) => {
    const b = await situations['failed, never set up']();
    const go = b.hold(method);
    const first = outcome(b.session.recover());
    await b.clock.advance(5_000);
    expect(first.now).toBe('timeout');
    b.act('meeting.initialize', (truth) => {
      truth.meeting = ready;
    });
    b.calls.length = 0;
    const next = outcome(b.session.recover());
    await b.clock.settle();
    expect([next.now, b.calls]).toEqual(['pending', []]);
    go();
    await b.clock.settle();
    expect(next.now).toBe('resolved');
    expect(b.calls.filter((call) => call.endsWith('close'))).toEqual(['meeting.close', 'im.close']);
  },
);

test('a call that was given up is overdue while signOut() waits: it is said at once that the whole set-up is in doubt', async () => {
  const { b, abort } = await flight('joining, asked');
  abort();
  b.happens({ meeting: ready }, 'meeting', { type: 'signedOut', reason: 'server' });
  b.hold('im.logout');
  const out = outcome(b.session.signOut());
  await b.clock.settle();
  expect(line(b.session.snapshot)).toBe('failed → imLoggedIn | alice (session) | -');
  await b.clock.advance(5_000);
  expect([out.now, b.session.snapshot.busy]).toEqual(['pending', 'signOut']);
  expect(line(b.session.snapshot)).toBe('failed → uninitialized | alice (session) | -');
});

/** `loginIm` is given up while it is on its way, and nobody waits for it any more. */
async function givenUp(b: Bare, account: typeof alice) {
  const go = b.hold('im.login');
  const stop = new AbortController();
  b.session.loginIm(account, { signal: stop.signal }).catch(() => {});
  await b.clock.settle();
  stop.abort();
  await b.clock.settle();
  return go;
}

/** The same, and the port refuses it; but meanwhile the host logged the very same account in. */
async function hostIsFaster(b: Bare) {
  const go = await givenUp(b, alice);
  b.happens({ im: online('alice') }, 'im', { type: 'loggedIn', accid: 'alice' });
  b.calls.length = 0;
  go(new SessionError('network'));
  await b.clock.settle();
}

test('one login was given up and landed, the next was given up and refused: who is there then is the host’s', async () => {
  const b = bare();
  await soon(b.session.initialize());
  const { 'im.login': login, 'im.logout': logout } = b.acts;
  b.act('im.logout', (truth) => {
    truth.im = ready;
  });
  const go = await givenUp(b, bob);
  go();
  await b.clock.settle();
  expect([b.calls.at(-1), line(b.session.snapshot)]).toEqual(['im.logout', 'imReady | - | -']);
  if (login) b.act('im.login', login);
  if (logout) b.act('im.logout', logout);
  await hostIsFaster(b);
  expect([b.calls, line(b.session.snapshot)]).toEqual([[], 'imLoggedIn | alice (host) | -']);
});

// What an overdue call brought about is not taken for what a later call did: the host may have logged in by then.
test('a step of a teardown was overdue and landed, later a login was given up and refused: the host stays in', async () => {
  const b = await situations['in a room, reused']();
  const leave = b.hold('meeting.leave');
  const logout = b.hold('meeting.logout');
  const out = outcome(b.session.signOut());
  await b.clock.advance(5_000);
  leave();
  await b.clock.settle();
  logout();
  await b.clock.settle();
  if (out.now !== 'resolved' || b.session.snapshot.state !== 'imReady') return;
  await hostIsFaster(b);
  expect([b.calls, line(b.session.snapshot)]).toEqual([[], 'imLoggedIn | alice (host) | -']);
});

test('a login was overdue and landed before recover(), later one was given up and refused: the host stays in', async () => {
  const b = bare();
  await soon(b.session.initialize());
  const { 'im.login': login } = b.acts;
  const go = await givenUp(b, alice);
  await b.clock.advance(5_000);
  go();
  await b.clock.settle();
  b.happens({}, 'im', { type: 'loggedIn', accid: 'alice' });
  await soon(b.session.recover());
  if (login) b.act('im.login', login);
  if (line(b.session.snapshot) !== 'imReady | - | -') return;
  await hostIsFaster(b);
  expect([b.calls, line(b.session.snapshot)]).toEqual([[], 'imLoggedIn | alice (host) | -']);
});

test('a login never answered; while recover() sets up again, the host logs the same account in: it is the host’s', async () => {
  const b = bare();
  await soon(b.session.initialize());
  await givenUp(b, alice);
  await b.clock.advance(5_000);
  expect(line(b.session.snapshot)).toBe('failed → uninitialized | - | -');
  const go = b.hold('meeting.initialize');
  const up = outcome(b.session.recover());
  await b.clock.settle();
  Object.assign(b.truth, { im: online('alice') });
  b.calls.length = 0;
  go();
  await b.clock.settle();
  expect([up.now, b.calls, line(b.session.snapshot)]).toEqual(['resolved', [], 'imLoggedIn | alice (host) | -']);
});

// A wait that is cut short takes its deadline along: due later, it would ask both ports of a session that is gone.
test('a loss cut a wait short: once dispose() has settled no timer is left that asks the ports anything', async () => {
  const { b, go, abort } = await flight('joining, asked');
  abort();
  await b.clock.settle();
  b.happens({ meeting: ready }, 'meeting', { type: 'signedOut', reason: 'server' });
  await b.clock.settle();
  go(new SessionError('network'));
  await b.clock.settle();
  await soon(b.session.dispose());
  expect(b.clock.pending).toBe(0);
});

test('the directory was asked: once dispose() has settled no timer is left that asks the ports anything', async () => {
  const { b } = await flight('checkingBinding');
  await soon(b.session.dispose());
  expect(b.clock.pending).toBe(0);
});

test('a call is answered after dispose() has settled: nothing is asked of a port any more, its status() neither', async () => {
  const { b, go } = await flight('loggingInIm, asked');
  const gone = outcome(b.session.dispose());
  await b.clock.advance(5_000);
  expect(gone.now).toBe('resolved');
  b.calls.length = 0;
  Object.defineProperty(b.truth, 'im', { get: () => b.calls.push('im.status'), set: () => {} });
  go();
  await b.clock.settle();
  expect(b.calls).toEqual([]);
});

test.each([
  ['im', 'imNotLoggedIn', 'imReady | - | -'],
  ['meeting', 'adapter', 'imLoggedIn | alice (session) | -'],
] as const)('a port (%s) whose status() throws says nothing, and harms nobody', async (port, ending, after) => {
  const b = await situations['imLoggedIn, the session’s']();
  Object.defineProperty(b.truth, port, {
    get: () => {
      throw new Error('no status');
    },
    set: () => {},
  });
  const login = outcome(b.session.loginMeeting(ann));
  await b.clock.settle();
  expect([login.now, line(b.session.snapshot)]).toEqual([ending, after]);
});
