// What is told, and what is not: by events, and by `busy`.
import { inspect } from 'node:util';
import { SessionError } from '@partyline/core';
import { expect, test } from 'vitest';
import { alice, ann, outcome, room } from '../regressions/app.ts';
import { bare, line, ready, soon } from './bare.ts';
import { reports, situations } from './situations.ts';

const network = new SessionError('network');

test.each([
  ['auto, meetingLoggedIn, owned', 'signed out', 'failed:meetingLost'],
  ['auto, meetingLoggedIn, owned', 'expired', 'failed:credentialsExpired'],
] as const)('%s, the kit’s IM login goes first: %s', async (at, report, failed) => {
  const b = await situations[at]();
  const [[now, port, event] = []] = reports[report](b);
  if (!now || !port || !event) throw new Error('no such report');
  Object.assign(b.truth, now);
  b.happens({ im: ready }, 'im', { type: 'loggedOut' });
  await b.clock.settle();
  expect(b.events).toEqual([]);
  b.happens({}, port, event);
  await b.clock.settle();
  expect(b.events.at(-1)).toBe(failed);
  expect(b.session.snapshot).toMatchObject({ state: 'failed', failure: { recoverTo: 'imReady' } });
});

test('a guest’s room ends, and the kit’s IM login goes first: the room was left', async () => {
  const b = await situations['in a room, a guest']();
  b.happens({ im: ready, meeting: ready, own: null }, 'im', { type: 'loggedOut' });
  b.happens({}, 'meeting', { type: 'roomLeft', reason: 'ended' });
  await b.clock.settle();
  expect(b.events).toEqual(['roomLeft:ended']);
  expect(line(b.session.snapshot)).toBe('imReady | - | -');
});

test('a meeting that a teardown could not log out is no loss when the IM goes, as it should', async () => {
  const b = await situations['meetingLoggedIn, reused']();
  b.act('meeting.logout', () => Promise.reject(network));
  b.act('im.logout', () => b.happens({ im: ready }, 'im', { type: 'loggedOut' }));
  const out = outcome(b.session.signOut());
  await b.clock.settle();
  expect(out.now).not.toBe('pending');
  expect(b.events.filter((event) => event.startsWith('meetingLost'))).toEqual([]);
});

test('dispose() does not announce that the session failed, for it is over', async () => {
  const b = await situations['imLoggedIn, the session’s']();
  b.hold('meeting.login');
  const login = outcome(b.session.loginMeeting(ann));
  await b.clock.settle();
  let isOver = false;
  b.session.dispose().then(() => {
    isOver = true;
  });
  await b.clock.advance(30_000);
  expect([login.now, isOver]).toEqual(['superseded', true]);
  expect(b.events).toEqual([]);
});

test('a teardown whose call is still out when it ends is what the session is busy with', async () => {
  const b = await situations['in a room, reused']();
  await soon(b.session.leaveMeeting());
  await soon(b.session.joinMeeting(room));
  b.hold('meeting.leave');
  const out = outcome(b.session.signOut());
  await b.clock.advance(5_000);
  expect([out.now, b.session.snapshot.busy]).toEqual(['resolved', 'signOut']);
});

test('a room without a meeting is not shown', async () => {
  const b = await situations['off, imReady']();
  const go = b.hold('meeting.joinAnonymously');
  const stop = new AbortController();
  const join = outcome(b.session.joinAnonymously(room, { signal: stop.signal }));
  await b.clock.settle();
  stop.abort();
  const seen = new Set<string>();
  b.session.subscribe((snapshot) => seen.add(line(snapshot)));
  b.act('meeting.leave', () => Promise.reject(network));
  go();
  await b.clock.settle();
  expect(join.now).toBe('aborted');
  expect([...seen]).toEqual(['imReady | - | -']);
});

test.each(['signedOut', 'roomLeft'] as const)('the words of %s hold no token, wherever they go', async (type) => {
  const out: string[] = [];
  const b = bare({ inspect: ({ type, ...rest }) => out.push(`${type} ${inspect('event' in rest && rest.event)}`) });
  for (const type of ['roomLeft', 'meetingLost', 'failed'] as const)
    b.session.on(type, (event) => out.push(inspect(event)));
  b.session.subscribe((snapshot) => out.push(inspect(snapshot, { depth: 5 })));
  await soon(b.session.signIn({ im: alice, meeting: ann }));
  await soon(b.session.joinMeeting(room));
  const event = { type, reason: `${ann.token} is over`, raw: { token: alice.token } };
  b.happens({ meeting: ready }, 'meeting', event);
  await b.clock.settle();
  expect(out.filter((text) => text.includes('[secret] is over'))).not.toEqual([]);
  expect(out.filter((text) => text.includes(ann.token) || text.includes(alice.token))).toEqual([]);
});

test('of a session that cannot be relied on, too, a refusal is one error, told and rejected with', async () => {
  const b = await situations['failed, never set up']();
  const told: unknown[] = [];
  b.session.on('refused', ({ error }) => told.push(error));
  const refused = outcome(b.session.loginIm(alice));
  await b.clock.settle();
  expect(refused.now).toBe('sessionFailed');
  expect(told[0]).toBe(refused.error);
});
