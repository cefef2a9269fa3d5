// Calls that were given up: the caller is told at once; what the port does with the call all the same is waited for, and
// undone. Nothing else is asked of the ports before.
import { type MeetingStatus, SessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { outcome } from '../regressions/app.ts';
import { guest, line, member, online } from './bare.ts';
import { type FlightName, flight } from './flights.ts';
import { reports } from './situations.ts';

/** The flight, the command that is given up, what the session says before and after, and how what landed is undone. */
const table: readonly (readonly [FlightName, string, string, string])[] = [
  ['loggingInIm, asked', 'loginIm', 'imReady | - | -', 'im.logout'],
  ['loggingInIm, done', 'loginIm', 'imReady | - | -', 'im.logout'],
  ['loggingInMeeting, reused, asked', 'loginMeeting', 'imLoggedIn | alice (session) | -', 'meeting.logout'],
  ['loggingInMeeting, reused, done', 'loginMeeting', 'imLoggedIn | alice (session) | -', 'meeting.logout'],
  ['loggingInMeeting, owned, asked', 'loginMeeting', 'imReady | - | -', 'meeting.logout'],
  ['loggingInMeeting, owned, done', 'loginMeeting', 'imReady | - | -', 'meeting.logout'],
  ['joining, asked', 'joinMeeting', 'meetingLoggedIn | alice (session) | ann reused', 'meeting.leave'],
  ['joining, done', 'joinMeeting', 'meetingLoggedIn | alice (session) | ann reused', 'meeting.leave'],
  ['joiningAnonymously, asked', 'joinAnonymously', 'imReady | - | -', 'meeting.leave'],
  ['joiningAnonymously, done', 'joinAnonymously', 'imReady | - | -', 'meeting.leave'],
];

async function givenUp(name: FlightName) {
  const { b, command, go, abort, again } = await flight(name);
  b.calls.length = 0;
  abort();
  await b.clock.settle();
  expect(command.now).toBe('aborted');
  expect(b.calls).toEqual([]);
  return { b, go, again };
}

describe.each(table)('%s', (name, busy, before, undo) => {
  test('it was carried out: undone', async () => {
    const { b, go } = await givenUp(name);
    expect(line(b.session.snapshot)).toBe(before);
    expect(b.session.snapshot.busy).toBe(busy);
    go();
    await b.clock.settle();
    expect(b.calls.join(' ')).toBe(undo);
    expect([line(b.session.snapshot), b.session.snapshot.busy]).toEqual([before, null]);
    expect(b.events).toEqual([]);
    expect(b.clock.pending).toBe(0);
  });

  test('it was never answered: failed, and recover() closes both ports', async () => {
    const { b } = await givenUp(name);
    await b.clock.advance(4_999);
    expect(line(b.session.snapshot)).toBe(before);
    await b.clock.advance(1);
    expect(b.session.snapshot).toMatchObject({
      state: 'failed',
      failure: { error: { kind: 'adapter', message: expect.stringMatching(/5000 ms/) }, recoverTo: 'uninitialized' },
    });
    expect(b.events.filter((event) => !event.startsWith('meetingLost'))).toEqual(['failed:adapter']);
    b.calls.length = 0;
    const again = outcome(b.session.recover());
    await b.clock.settle();
    expect(again.now).toBe('resolved');
    expect(b.calls.filter((call) => !call.endsWith('initialize')).slice(-2)).toEqual(['meeting.close', 'im.close']);
    expect(line(b.session.snapshot)).toBe('imReady | - | -');
  });

  test('another command waits for it, is judged again when its turn comes, and works', async () => {
    const { b, go } = await givenUp(name);
    const next = outcome(b.session.signOut());
    await b.clock.settle();
    expect([next.now, b.calls]).toEqual(['pending', []]);
    go();
    await b.clock.settle();
    expect(next.now).toBe('resolved');
    expect(b.calls[0]).toBe(undo);
    expect(line(b.session.snapshot)).toBe('imReady | - | -');
  });
});

/** What an SDK reports of a login that was given up is no concern of anybody's, nor of the command that comes next. */
test.each([
  ['loggingInIm, done', 'kicked'],
  ['loggingInIm, done', 'refused'],
  ['loggingInIm, asked', 'kicked'],
  ['loggingInMeeting, reused, done', 'signed out'],
  ['loggingInMeeting, reused, asked', 'expired'],
  ['loggingInMeeting, owned, done', 'signed out'],
  ['loggingInMeeting, owned, asked', 'kicked'],
  ['joining, done', 'room left'],
  ['joiningAnonymously, done', 'room left'],
] as const)('%s, then %s: nothing is said, and the same command again works', async (name, report) => {
  for (const isAgain of [false, true]) {
    const { b, go, again } = await givenUp(name);
    const before = line(b.session.snapshot);
    const next = isAgain ? outcome(again()) : undefined;
    await b.clock.settle();
    for (const happening of reports[report](b)) b.happens(...happening);
    await b.clock.settle();
    expect(line(b.session.snapshot)).toBe(before);
    expect(next?.now ?? 'pending').toBe('pending');
    go();
    await b.clock.settle();
    if (next) expect(next.now).toBe('resolved');
    else expect([line(b.session.snapshot), b.session.snapshot.busy]).toEqual([before, null]);
    expect(b.events).toEqual([]);
  }
});

const asked = table.filter(([name]) => name.endsWith('asked'));

test.each(asked)('%s: it was refused: nothing is there to be undone', async (name, _busy, before) => {
  const { b, go } = await givenUp(name);
  go(new SessionError('network'));
  await b.clock.settle();
  expect(b.calls).toEqual([]);
  expect([line(b.session.snapshot), b.session.snapshot.busy]).toEqual([before, null]);
  expect(b.events).toEqual([]);
});

test('a login that cannot be undone is believed: the session’s, after all', async () => {
  const { b, go } = await givenUp('loggingInIm, asked');
  b.act('im.logout', () => Promise.reject(new SessionError('network')));
  go();
  await b.clock.settle();
  expect(b.calls).toEqual(['im.logout']);
  expect(line(b.session.snapshot)).toBe('imLoggedIn | alice (session) | -');
  expect(b.events).toEqual(['stepFailed:loggingOutIm:network']);
});

test.each([
  ['loggingInMeeting, reused, asked', 'failed → imLoggedIn | alice (session) | ann reused'],
  ['loggingInMeeting, owned, asked', 'failed → imReady | alice (kit) | ann owned'],
] as const)('%s: a meeting login that cannot be undone makes the kit unfit for use', async (name, after) => {
  const { b, go } = await givenUp(name);
  b.act('meeting.logout', () => Promise.reject(new SessionError('network')));
  go();
  await b.clock.settle();
  expect(line(b.session.snapshot)).toBe(after);
  expect(b.session.snapshot).toMatchObject({ busy: null, failure: { error: { kind: 'network' } } });
  expect(b.events).toEqual(['stepFailed:loggingOutMeeting:network', 'failed:network']);
});

test.each([
  ['resolves', async (): Promise<void> => {}],
  ['takes for ever', () => new Promise<void>(() => {})],
] as const)('a logout that undoes nothing and %s: the kit is unfit for use', async (_, act) => {
  const { b, go } = await givenUp('loggingInMeeting, reused, asked');
  b.act('meeting.logout', act);
  go();
  await b.clock.advance(5_000);
  expect(b.calls).toEqual(['meeting.logout']);
  expect(line(b.session.snapshot)).toBe('failed → imLoggedIn | alice (session) | ann reused');
});

test('a room that cannot be left is believed, and not chased for ever', async () => {
  const { b, go } = await givenUp('joining, asked');
  b.act('meeting.leave', () => Promise.reject(new SessionError('network')));
  go();
  await b.clock.settle();
  expect(b.calls).toEqual(['meeting.leave']);
  expect(line(b.session.snapshot)).toBe('meetingLoggedIn | alice (session) | ann reused in 100');
  expect(b.events).toEqual(['stepFailed:leaving:network']);
});

test('the undo ends only what was asked for: somebody else who is at the IM by then is the host’s', async () => {
  const { b, go } = await givenUp('loggingInIm, asked');
  b.act('im.login', () => {});
  b.truth.im = { phase: 'loggedIn', accid: 'bob', line: 'online' };
  go(new SessionError('network'));
  await b.clock.settle();
  expect(b.calls).toEqual([]);
  expect(line(b.session.snapshot)).toBe('imLoggedIn | bob (host) | -');
});

test('a login that was given up is refused, and meanwhile the host logged the very same account in: it is the host’s', async () => {
  const { b, go } = await givenUp('loggingInIm, asked');
  b.happens({ im: online('alice') }, 'im', { type: 'loggedIn', accid: 'alice' });
  go(new SessionError('network'));
  await b.clock.settle();
  expect(b.calls).toEqual([]);
  expect(line(b.session.snapshot)).toBe('imLoggedIn | alice (host) | -');
});

test('a directory’s answer is waited for by nobody: given up, the next command goes on at once', async () => {
  const { b } = await givenUp('checkingBinding');
  expect(b.session.snapshot.busy).toBe(null);
  const out = outcome(b.session.logoutIm());
  await b.clock.settle();
  expect(out.now).toBe('resolved');
});

test.each<[string, FlightName, MeetingStatus, string[]]>([
  ['the member who was asked for', 'loggingInMeeting, reused, asked', member('ANN'), ['meeting.logout']],
  [
    'a member whom status() does not name',
    'loggingInMeeting, reused, asked',
    member('', { userUuid: undefined }),
    ['meeting.logout'],
  ],
  ['another member', 'loggingInMeeting, reused, asked', member('ben'), []],
  ['a guest', 'joiningAnonymously, asked', guest, ['meeting.leave']],
  [
    'a guest who is in no room',
    'joiningAnonymously, asked',
    { phase: 'loggedIn', anonymous: true },
    ['meeting.logout'],
  ],
  ['a member where a guest was asked for', 'joiningAnonymously, asked', member('ann'), []],
])('%s is there when a call that was given up is answered', async (_, name, meeting, calls) => {
  const { b, go } = await givenUp(name);
  go((truth) => {
    truth.meeting = meeting;
  });
  await b.clock.settle();
  expect(b.calls).toEqual(calls);
  expect(b.session.snapshot.state).toBe(name.startsWith('joining') ? 'imReady' : 'imLoggedIn');
});

test.each([
  ['loggingInIm, done', 'failed → uninitialized | alice (session) | -'],
  ['loggingInMeeting, reused, done', 'failed → uninitialized | alice (session) | -'],
  ['joining, done', 'failed → uninitialized | alice (session) | ann reused'],
] as const)('%s: carried out, but never answered: what status() shows is said', async (name, after) => {
  const { b } = await givenUp(name);
  await b.clock.advance(5_000);
  expect(line(b.session.snapshot)).toBe(after);
});

test('an IM login that was never answered lands after all: it is the session’s, and recover() ends it', async () => {
  const { b } = await givenUp('loggingInIm, asked');
  await b.clock.advance(5_000);
  b.happens({ im: online('alice') }, 'im', { type: 'loggedIn', accid: 'alice' });
  expect(line(b.session.snapshot)).toBe('failed → uninitialized | alice (session) | -');
  b.calls.length = 0;
  const again = outcome(b.session.recover());
  await b.clock.settle();
  expect([again.now, line(b.session.snapshot)]).toEqual(['resolved', 'imReady | - | -']);
  expect(b.calls).toContain('im.close');
});
