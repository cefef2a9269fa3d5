// Losses and leftovers that the tables have no row for.
import { SessionError } from '@partyline/core';
import { expect, test } from 'vitest';
import { alice, ann, outcome, room } from '../regressions/app.ts';
import { bare, line, member, online, ready, soon } from './bare.ts';
import { flight } from './flights.ts';
import { situations } from './situations.ts';

test('what a report says of both ports is read from them, whatever else it carries', async () => {
  const b = await situations['imLoggedIn, the session’s']();
  const reading = { im: null, meeting: null, open: false, landed: false };
  b.happens({}, 'im', { type: 'loggedIn', accid: 'alice', ...{ reading } });
  await b.clock.settle();
  expect(line(b.session.snapshot)).toBe('imLoggedIn | alice (session) | -');
});

test('a guest whose room has ended is logged out, if the kit does not do that by itself', async () => {
  const b = await situations['in a room, a guest']();
  b.calls.length = 0;
  b.happens({ meeting: { phase: 'loggedIn', anonymous: true } }, 'meeting', { type: 'roomLeft', reason: 'ended' });
  await b.clock.settle();
  expect([b.calls, b.events]).toEqual([['meeting.logout'], ['roomLeft:ended']]);
  expect(line(b.session.snapshot)).toBe('imReady | - | -');
});

test('the kit’s own IM login comes and goes as the kit likes', async () => {
  const b = await situations['meetingLoggedIn, owned']();
  const before = b.session.snapshot;
  b.happens({ im: ready }, 'im', { type: 'loggedOut' });
  b.happens({ im: online('alice') }, 'im', { type: 'loggedIn', accid: 'alice' });
  await b.clock.settle();
  expect(b.session.snapshot).toBe(before);
  expect(b.events).toEqual([]);
});

test.each(['logoutIm', 'signOut'] as const)(
  'kicked while %s logs the meeting out: what is being ended is no loss',
  async (name) => {
    const b = await situations['meetingLoggedIn, reused']();
    const go = b.hold('meeting.logout');
    const out = outcome(b.session[name]());
    await b.clock.settle();
    b.happens({ im: ready }, 'im', { type: 'kicked', reason: 'server' });
    go();
    await b.clock.settle();
    expect([out.now, line(b.session.snapshot)]).toEqual(['resolved', 'imReady | - | -']);
    expect(b.events).not.toContain('failed:kicked');
  },
);

test('closing what was lost is no work of a command that was given up before', async () => {
  const { b, go, abort } = await flight('joining, asked');
  abort();
  go(new SessionError('network'));
  await b.clock.settle();
  b.hold('meeting.logout');
  b.happens({ im: ready }, 'im', { type: 'loggedOut' });
  await b.clock.settle();
  expect(b.session.snapshot).toMatchObject({ state: 'imReady', busy: 'logoutMeeting' });
});

test('a lost meeting that cannot be closed does not change the first cause', async () => {
  const b = await situations['meetingLoggedIn, reused']();
  b.act('meeting.logout', () => Promise.reject(new SessionError('network')));
  b.happens({ im: ready }, 'im', { type: 'kicked', reason: 'server' });
  await b.clock.settle();
  expect(b.session.snapshot).toMatchObject({ state: 'failed', busy: null, failure: { error: { kind: 'kicked' } } });
  expect(b.events).toEqual(['kicked:server', 'failed:kicked', 'stepFailed:loggingOutMeeting:network']);
});

test('a kit that says it logged out and did not is at fault', async () => {
  const { b, go, abort } = await flight('loggingInMeeting, reused, asked');
  abort();
  b.act('meeting.logout', () => {});
  go();
  await b.clock.settle();
  const message = 'adapter: status() still shows the login';
  expect(b.session.snapshot.failure?.error).toMatchObject({ kind: 'adapter', message });
});

test('the host’s IM is not closed by recover(), nor set up again, though the host logged out meanwhile', async () => {
  const b = bare();
  b.truth.im = online('alice');
  b.act('meeting.initialize', () => Promise.reject(new SessionError('network')));
  const up = outcome(b.session.initialize());
  await b.clock.settle();
  b.happens({ im: ready }, 'im', { type: 'loggedOut' });
  b.calls.length = 0;
  b.act('meeting.initialize', (truth) => {
    truth.meeting = ready;
  });
  await soon(b.session.recover());
  expect([up.now, b.calls]).toEqual(['network', ['meeting.close', 'meeting.initialize']]);
});

test('before the set-up nothing is said of who is logged in, also when it was given up', async () => {
  const b = bare();
  b.truth.im = online('alice');
  const go = b.hold('meeting.initialize');
  const stop = new AbortController();
  const up = outcome(b.session.initialize({ signal: stop.signal }));
  await b.clock.settle();
  stop.abort();
  go();
  await b.clock.settle();
  expect([up.now, line(b.session.snapshot)]).toEqual(['aborted', 'uninitialized | - | -']);
});

test('what a subscriber sees of a sign-in, a join and a sign-out: every step once, and no flicker', async () => {
  const b = bare();
  const seen: string[] = [];
  b.session.subscribe(({ state, busy }) => seen.push(`${state} ${busy}`));
  await soon(b.session.signIn({ im: alice, meeting: ann }));
  await soon(b.session.joinMeeting(room));
  await soon(b.session.signOut());
  expect(seen.filter((one, n) => one !== seen[n - 1])).toEqual([
    'uninitialized null',
    'uninitialized signIn',
    'imReady signIn',
    'imLoggedIn signIn',
    'meetingLoggedIn null',
    'meetingLoggedIn joinMeeting',
    'meetingLoggedIn null',
    'meetingLoggedIn signOut',
    'imLoggedIn signOut',
    'imReady null',
  ]);
});

test('a command that waited for its turn is judged again, and told why it cannot be', async () => {
  const { b, go, abort, again } = await flight('joiningAnonymously, asked');
  abort();
  const next = outcome(again());
  await b.clock.settle();
  b.happens({ im: online('bob') }, 'im', { type: 'loggedIn', accid: 'bob' });
  go(new SessionError('network'));
  await b.clock.settle();
  expect([next.now, b.events]).toEqual(['imOccupied', ['refused:imOccupied']]);
  expect(next.error).toMatchObject({ command: 'joinAnonymously' });
});

test('the first of two callers gives up: the call goes on for the second, and is made once', async () => {
  const { b, command, go, abort, again } = await flight('loggingInIm, asked');
  const second = outcome(again());
  await b.clock.settle();
  abort();
  await b.clock.settle();
  expect([command.now, second.now]).toEqual(['aborted', 'pending']);
  expect(Object.values(b.session.actor.getSnapshot().value)).toEqual(['loggingInIm']);
  go();
  await b.clock.settle();
  expect([second.now, b.calls]).toEqual(['resolved', ['im.login']]);
});

test('a lost meeting that could not be closed is not chased again when the IM goes, too', async () => {
  const b = await situations['meetingLoggedIn, reused']();
  b.act('meeting.logout', () => Promise.reject(new SessionError('network')));
  b.happens({ im: online('bob') }, 'im', { type: 'loggedIn', accid: 'bob' });
  await b.clock.settle();
  expect(line(b.session.snapshot)).toBe('failed → imLoggedIn | bob (host) | ann reused');
  b.calls.length = 0;
  b.happens({ im: ready }, 'im', { type: 'loggedOut' });
  await b.clock.settle();
  expect([line(b.session.snapshot), b.calls]).toEqual(['failed → imReady | - | ann reused', []]);
});

test('owned: a meeting login that cannot be undone, while the kit’s IM is not to be seen: nothing is said of the IM', async () => {
  const { b, go, abort } = await flight('loggingInMeeting, owned, asked');
  abort();
  b.act('meeting.logout', () => Promise.reject(new SessionError('network')));
  go((truth) => {
    truth.meeting = member('ann');
  });
  await b.clock.settle();
  expect(line(b.session.snapshot)).toBe('failed → imReady | - | ann owned');
});

test('while failed: the very same snapshot until something changes, and the very same failure until it changes', async () => {
  const { session, happens, truth } = await situations['failed, the meeting lost']();
  const before = session.snapshot;
  happens({ im: { ...truth.im } }, 'im', { type: 'lineUp' });
  expect(session.snapshot).toBe(before);
  happens({ im: online('alice', { line: 'reconnecting' }) }, 'im', { type: 'lineDown' });
  expect(session.snapshot).not.toBe(before);
  expect(session.snapshot.failure).toBe(before.failure);
  expect(Object.isFrozen(before.failure)).toBe(true);
});
