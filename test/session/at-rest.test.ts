// What each report of an SDK does in each of the five states, while nothing is in flight.
import { expect, test } from 'vitest';
import { line, member } from './bare.ts';
import { reports, situations } from './situations.ts';

/**
 * What comes of a report: what the session says at once, and once everything that follows is done (empty: as before);
 * the events; what is asked of the ports.
 */
type Outcome = readonly [atOnce: string, later: string, events: string, calls: string];

/** A situation, what the session says there, and what each report changes; one that is not named changes nothing. */
const table: readonly (readonly [
  situation: keyof typeof situations,
  before: string,
  rows: Readonly<Partial<Record<keyof typeof reports, Outcome>>>,
])[] = [
  ['uninitialized', 'uninitialized | - | -', {}],
  [
    'imReady',
    'imReady | - | -',
    {
      'logged in as bob': ['imLoggedIn | bob (host) | -', '', '', ''],
    },
  ],
  [
    'imLoggedIn, the session’s',
    'imLoggedIn | alice (session) | -',
    {
      kicked: ['failed → imReady | - | -', '', 'kicked:server failed:kicked', ''],
      refused: ['failed → imReady | - | -', '', 'failed:credentialsExpired', ''],
      'logged in as bob': ['imLoggedIn | bob (host) | -', '', '', ''],
      'logged out': ['imReady | - | -', '', '', ''],
      'line down': ['imLoggedIn | alice (session, reconnecting) | -', '', 'lineDown', ''],
      'line up': ['', '', 'lineUp', ''],
    },
  ],
  [
    'imLoggedIn, the host’s',
    'imLoggedIn | alice (host) | -',
    {
      kicked: ['failed → imReady | - | -', '', 'kicked:server failed:kicked', ''],
      refused: ['failed → imReady | - | -', '', 'failed:credentialsExpired', ''],
      'logged in as bob': ['imLoggedIn | bob (host) | -', '', '', ''],
      'logged out': ['imReady | - | -', '', '', ''],
      'line down': ['imLoggedIn | alice (host, reconnecting) | -', '', 'lineDown', ''],
      'line up': ['', '', 'lineUp', ''],
    },
  ],
  [
    'meetingLoggedIn, reused',
    'meetingLoggedIn | alice (session) | ann reused',
    {
      kicked: [
        'failed → imReady | - | ann reused',
        'failed → imReady | - | -',
        'kicked:server failed:kicked',
        'meeting.logout',
      ],
      refused: [
        'failed → imReady | - | ann reused',
        'failed → imReady | - | -',
        'failed:credentialsExpired',
        'meeting.logout',
      ],
      'logged in as bob': [
        'imLoggedIn | bob (host) | ann reused',
        'imLoggedIn | bob (host) | -',
        'meetingLost:meetingLost',
        'meeting.logout',
      ],
      'logged out': ['imReady | - | ann reused', 'imReady | - | -', 'meetingLost:meetingLost', 'meeting.logout'],
      'line down': ['meetingLoggedIn | alice (session, reconnecting) | ann reused', '', 'lineDown', ''],
      'line up': ['', '', 'lineUp', ''],
      'signed out': ['failed → imLoggedIn | alice (session) | -', '', 'meetingLost:meetingLost failed:meetingLost', ''],
      expired: [
        'failed → imLoggedIn | alice (session) | -',
        '',
        'meetingLost:credentialsExpired failed:credentialsExpired',
        '',
      ],
    },
  ],
  [
    'meetingLoggedIn, owned',
    'meetingLoggedIn | alice (kit) | ann owned',
    {
      kicked: ['failed → imReady | - | -', '', 'kicked:server failed:kicked', ''],
      refused: ['failed → imReady | - | -', '', 'failed:credentialsExpired', ''],
      'logged in as bob': [
        'failed → imLoggedIn | bob (host) | ann owned',
        'failed → imLoggedIn | bob (host) | -',
        'meetingLost:meetingLost failed:meetingLost',
        'meeting.logout',
      ],
      'logged out': ['failed → imReady | - | -', '', 'meetingLost:meetingLost failed:meetingLost', ''],
      'line down': ['meetingLoggedIn | alice (kit, reconnecting) | ann owned', '', 'lineDown', ''],
      'line up': ['', '', 'lineUp', ''],
      'signed out': ['failed → imReady | - | -', '', 'meetingLost:meetingLost failed:meetingLost', ''],
      expired: ['failed → imReady | - | -', '', 'meetingLost:credentialsExpired failed:credentialsExpired', ''],
    },
  ],
  [
    'in a room, reused',
    'meetingLoggedIn | alice (session) | ann reused in 100',
    {
      kicked: [
        'failed → imReady | - | ann reused in 100',
        'failed → imReady | - | -',
        'kicked:server failed:kicked',
        'meeting.leave meeting.logout',
      ],
      refused: [
        'failed → imReady | - | ann reused in 100',
        'failed → imReady | - | -',
        'failed:credentialsExpired',
        'meeting.leave meeting.logout',
      ],
      'logged in as bob': [
        'imLoggedIn | bob (host) | ann reused in 100',
        'imLoggedIn | bob (host) | -',
        'meetingLost:meetingLost',
        'meeting.leave meeting.logout',
      ],
      'logged out': [
        'imReady | - | ann reused in 100',
        'imReady | - | -',
        'meetingLost:meetingLost',
        'meeting.leave meeting.logout',
      ],
      'line down': ['meetingLoggedIn | alice (session, reconnecting) | ann reused in 100', '', 'lineDown', ''],
      'line up': ['', '', 'lineUp', ''],
      'signed out': ['failed → imLoggedIn | alice (session) | -', '', 'meetingLost:meetingLost failed:meetingLost', ''],
      expired: [
        'failed → imLoggedIn | alice (session) | -',
        '',
        'meetingLost:credentialsExpired failed:credentialsExpired',
        '',
      ],
      'room left': ['meetingLoggedIn | alice (session) | ann reused', '', 'roomLeft:ended', ''],
    },
  ],
  [
    'in a room, a guest',
    'meetingLoggedIn | guest (kit) | guest owned in 100',
    {
      kicked: ['failed → imReady | - | -', '', 'kicked:server failed:kicked', ''],
      refused: ['failed → imReady | - | -', '', 'failed:credentialsExpired', ''],
      'logged in as bob': [
        'failed → imLoggedIn | bob (host) | guest owned in 100',
        'failed → imLoggedIn | bob (host) | -',
        'meetingLost:meetingLost failed:meetingLost',
        'meeting.leave',
      ],
      'logged out': ['failed → imReady | - | -', '', 'meetingLost:meetingLost failed:meetingLost', ''],
      'line down': ['meetingLoggedIn | guest (kit, reconnecting) | guest owned in 100', '', 'lineDown', ''],
      'line up': ['', '', 'lineUp', ''],
      'signed out': ['failed → imReady | - | -', '', 'meetingLost:meetingLost failed:meetingLost', ''],
      expired: ['failed → imReady | - | -', '', 'meetingLost:credentialsExpired failed:credentialsExpired', ''],
      'room left': ['imReady | - | -', '', 'roomLeft:ended', ''],
    },
  ],
  [
    'failed, kicked',
    'failed → imReady | - | -',
    {
      'logged in as bob': ['failed → imLoggedIn | bob (host) | -', '', '', ''],
    },
  ],
  [
    'failed, the meeting lost',
    'failed → imLoggedIn | alice (session) | -',
    {
      kicked: ['failed → imReady | - | -', '', 'kicked:server', ''],
      refused: ['failed → imReady | - | -', '', '', ''],
      'logged in as bob': ['failed → imLoggedIn | bob (host) | -', '', '', ''],
      'logged out': ['failed → imReady | - | -', '', '', ''],
      'line down': ['failed → imLoggedIn | alice (session, reconnecting) | -', '', 'lineDown', ''],
      'line up': ['', '', 'lineUp', ''],
    },
  ],
  [
    'failed, never set up',
    'failed → uninitialized | - | -',
    {
      'logged in as bob': ['failed → uninitialized | bob (host) | -', '', '', ''],
    },
  ],
];

const labels = Object.keys(reports) as (keyof typeof reports)[];
const nothing: Outcome = ['', '', '', ''];
const cases = table.flatMap(([situation, before, rows]) =>
  labels.map((label) => [situation, label, before, rows[label] ?? nothing] as const),
);

test.each(cases)('%s: %s', async (situation, report, before, [atOnce, later, events, calls]) => {
  const made = await situations[situation]();
  const { clock, session } = made;
  expect(line(session.snapshot)).toBe(before);
  const failure = session.snapshot.failure?.error;
  made.events.length = 0;
  made.calls.length = 0;
  for (const happening of reports[report](made)) made.happens(...happening);
  expect(line(session.snapshot)).toBe(atOnce || before);
  await clock.settle();
  expect(line(session.snapshot)).toBe(later || atOnce || before);
  expect(made.events.join(' ')).toBe(events);
  expect(made.calls.join(' ')).toBe(calls);
  expect(session.snapshot.busy).toBe(null);
  // The first cause stays.
  if (failure) expect(session.snapshot.failure?.error).toBe(failure);
});

test.each([
  ['imLoggedIn, the session’s', 'kicked', 'failed', 'kicked: server'],
  ['imLoggedIn, the session’s', 'refused', 'failed', 'credentialsExpired'],
  ['meetingLoggedIn, reused', 'signed out', 'meetingLost', 'meetingLost: server'],
  ['meetingLoggedIn, reused', 'expired', 'meetingLost', 'credentialsExpired'],
  ['meetingLoggedIn, reused', 'logged out', 'meetingLost', 'meetingLost: im.loggedOut'],
  ['meetingLoggedIn, reused', 'logged in as bob', 'meetingLost', 'meetingLost: im.loggedIn'],
] as const)('%s, %s: the error of the event says why', async (situation, report, type, message) => {
  const made = await situations[situation]();
  const messages: string[] = [];
  made.session.on(type, ({ error }) => messages.push(error.message));
  for (const happening of reports[report](made)) made.happens(...happening);
  expect(messages).toEqual([message]);
});

test('a report that changes nothing leaves the very same snapshot, and what did not change keeps its identity', async () => {
  const { session, happens, truth } = await situations['in a room, reused']();
  const before = session.snapshot;
  happens({}, 'im', { type: 'loggedIn', accid: 'alice' });
  happens({ im: { ...truth.im } }, 'im', { type: 'lineUp' });
  expect(session.snapshot).toBe(before);
  happens({ meeting: member('ann') }, 'meeting', { type: 'roomLeft', reason: 'ended' });
  expect(session.snapshot).not.toBe(before);
  expect(session.snapshot.im).toBe(before.im);
  expect(session.snapshot.meeting).toBe(before.meeting);
  for (const fact of [before, before.im, before.meeting, before.room]) expect(Object.isFrozen(fact)).toBe(true);
});
