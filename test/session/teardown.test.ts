// Teardown: leave the room, log the meeting out, log the IM out, and for dispose() close the ports. Always in this order,
// only what is the session's to end, and the rest still happens when a step fails.
import { SessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { outcome } from '../regressions/app.ts';
import { line } from './bare.ts';
import { situations } from './situations.ts';

type Teardown = 'leaveMeeting' | 'logoutMeeting' | 'logoutIm' | 'signOut' | 'dispose';

const all = 'meeting.leave meeting.logout im.logout meeting.close im.close';

/** Where it begins, the command, what is asked of the ports in this order, and what the session says in the end. */
const table: readonly (readonly [keyof typeof situations, Teardown, string, string])[] = [
  ['in a room, reused', 'leaveMeeting', 'meeting.leave', 'meetingLoggedIn | alice (session) | ann reused'],
  ['in a room, reused', 'logoutMeeting', 'meeting.leave meeting.logout', 'imLoggedIn | alice (session) | -'],
  ['in a room, reused', 'logoutIm', 'meeting.leave meeting.logout im.logout', 'imReady | - | -'],
  ['in a room, reused', 'signOut', 'meeting.leave meeting.logout im.logout', 'imReady | - | -'],
  ['in a room, reused', 'dispose', all, 'uninitialized | - | -'],
  ['in a room, a guest', 'leaveMeeting', 'meeting.leave', 'imReady | - | -'],
  ['in a room, a guest', 'logoutMeeting', 'meeting.leave', 'imReady | - | -'],
  ['in a room, a guest', 'logoutIm', 'meeting.leave', 'imReady | - | -'],
  ['in a room, a guest', 'signOut', 'meeting.leave', 'imReady | - | -'],
  ['in a room, a guest', 'dispose', 'meeting.leave meeting.close im.close', 'uninitialized | - | -'],
  ['meetingLoggedIn, owned', 'logoutMeeting', 'meeting.logout', 'imReady | - | -'],
  ['meetingLoggedIn, owned', 'logoutIm', 'meeting.logout', 'imReady | - | -'],
  ['meetingLoggedIn, owned', 'signOut', 'meeting.logout', 'imReady | - | -'],
  ['meetingLoggedIn, owned', 'dispose', 'meeting.logout meeting.close im.close', 'uninitialized | - | -'],
  ['imLoggedIn, the session’s', 'logoutMeeting', '', 'imLoggedIn | alice (session) | -'],
  ['imLoggedIn, the session’s', 'logoutIm', 'im.logout', 'imReady | - | -'],
  ['imLoggedIn, the host’s', 'signOut', '', 'imLoggedIn | alice (host) | -'],
  ['imLoggedIn, the host’s', 'dispose', 'meeting.close im.close', 'uninitialized | - | -'],
  ['imReady', 'signOut', '', 'imReady | - | -'],
  ['imReady', 'dispose', 'meeting.close im.close', 'uninitialized | - | -'],
  ['uninitialized', 'signOut', '', 'uninitialized | - | -'],
  ['uninitialized', 'dispose', 'meeting.close im.close', 'uninitialized | - | -'],
  ['failed, the meeting lost', 'logoutMeeting', '', 'failed → imLoggedIn | alice (session) | -'],
  ['failed, the meeting lost', 'logoutIm', 'im.logout', 'failed → imReady | - | -'],
  ['failed, the meeting lost', 'signOut', 'im.logout', 'failed → imReady | - | -'],
  ['failed, kicked', 'dispose', 'meeting.close im.close', 'uninitialized | - | -'],
  ['failed, never set up', 'dispose', 'meeting.close im.close', 'uninitialized | - | -'],
];

test.each(table)('%s, %s: %s', async (situation, command, calls, after) => {
  const made = await situations[situation]();
  const { clock, session } = made;
  made.calls.length = 0;
  const done = outcome(session[command]());
  await clock.settle();
  expect(made.calls.join(' ')).toBe(calls);
  expect(done.now).toBe('resolved');
  expect(line(session.snapshot)).toBe(after);
  expect(clock.pending).toBe(0);
});

describe.each(['meeting.leave', 'meeting.logout', 'im.logout', 'meeting.close', 'im.close'] as const)(
  '%s',
  (method) => {
    test.each([
      ['rejects', () => Promise.reject(new SessionError('network')), 'network'],
      ['never answers', () => new Promise(() => {}), 'timeout'],
    ] as const)('%s: it is told, the others have their turn, and dispose() resolves', async (_, act, kind) => {
      const made = await situations['in a room, reused']();
      const { clock, session } = made;
      made.calls.length = 0;
      made.act(method, act);
      const done = outcome(session.dispose());
      await clock.advance(60_000);
      expect(done.now).toBe('resolved');
      expect([...new Set(made.calls)].join(' ')).toBe(all);
      const told = made.events.filter((event) => event.startsWith('stepFailed'));
      expect([...new Set(told)]).toEqual([`stepFailed:${step[method]}:${kind}`]);
      expect(line(session.snapshot)).toBe('uninitialized | - | -');
      expect(session.snapshot.busy).toBe(null);
    });

    test('no port is called again, and nobody is told anything any more, once dispose() has settled', async () => {
      const made = await situations['in a room, reused']();
      expect(made.listening()).toBe(2);
      await made.session.dispose();
      expect(made.listening()).toBe(0);
      made.calls.length = 0;
      made.events.length = 0;
      made.happens({}, 'im', { type: 'kicked', reason: 'server' });
      for (const command of ['initialize', 'signOut', 'recover'] as const) {
        const late = outcome(made.session[command]());
        await made.clock.settle();
        expect(late.now).toBe('disposed');
        expect(late.error).toMatchObject({ command });
      }
      expect([made.calls, made.events]).toEqual([[], []]);
    });
  },
);

const step = {
  'meeting.leave': 'leaving',
  'meeting.logout': 'loggingOutMeeting',
  'im.logout': 'loggingOutIm',
  'meeting.close': 'closingMeeting',
  'im.close': 'closingIm',
} as const;

/** A step that fails, and whether what it was to end is still there: only then does the command reject. */
test.each([
  ['leaveMeeting', 'meeting.leave', true, 'network', 'meetingLoggedIn | alice (session) | ann reused in 100', ''],
  ['leaveMeeting', 'meeting.leave', false, 'resolved', 'meetingLoggedIn | alice (session) | ann reused', ''],
  ['logoutMeeting', 'meeting.leave', true, 'resolved', 'imLoggedIn | alice (session) | -', 'meeting.logout'],
  ['logoutMeeting', 'meeting.logout', true, 'network', 'meetingLoggedIn | alice (session) | ann reused', ''],
  ['logoutMeeting', 'meeting.logout', false, 'resolved', 'imLoggedIn | alice (session) | -', ''],
  ['logoutIm', 'im.logout', true, 'network', 'imLoggedIn | alice (session) | -', ''],
  ['signOut', 'im.logout', true, 'network', 'imLoggedIn | alice (session) | -', ''],
  ['signOut', 'im.logout', false, 'resolved', 'imReady | - | -', ''],
] as const)('%s, %s fails, still there: %s', async (command, method, isLeft, ending, after, rest) => {
  const made = await situations['in a room, reused']();
  const { clock, session } = made;
  const healthy = made.acts[method];
  made.act(method, (truth) => {
    if (!isLeft) healthy?.(truth);
    throw new SessionError('network');
  });
  made.calls.length = 0;
  const done = outcome(session[command]());
  await clock.settle();
  expect(done.now).toBe(ending);
  expect(line(session.snapshot)).toBe(after);
  expect(made.calls.slice(made.calls.indexOf(method) + 1).join(' ')).toBe(rest);
  expect(made.events).toContain(`stepFailed:${step[method]}:network`);
  if (ending === 'network') expect(done.error).toMatchObject({ command });
});

test.each(['leaveMeeting', 'logoutMeeting', 'logoutIm', 'signOut'] as const)(
  '%s: a port that resolves and does nothing broke its contract, and the command says so',
  async (command) => {
    const made = await situations['in a room, reused']();
    for (const method of ['meeting.leave', 'meeting.logout', 'im.logout'] as const) made.act(method, () => {});
    const done = outcome(made.session[command]());
    await made.clock.settle();
    expect(done.now).toBe('adapter');
    expect(done.error).toMatchObject({ command, message: expect.stringMatching(/status\(\) still shows the login/) });
    expect(made.events).toEqual([]);
  },
);

test('of several steps that fail, the first error is the one that the command rejects with', async () => {
  const made = await situations['in a room, reused']();
  made.act('meeting.leave', () => Promise.reject(new SessionError('rateLimited')));
  made.act('meeting.logout', () => Promise.reject(new SessionError('network')));
  const done = outcome(made.session.signOut());
  await made.clock.settle();
  expect(done.now).toBe('rateLimited');
  expect(made.events.slice(0, 2)).toEqual(['stepFailed:leaving:rateLimited', 'stepFailed:loggingOutMeeting:network']);
  // The kit is in without the login that it rides on: it is of no use before recover() has closed it.
  expect(line(made.session.snapshot)).toBe('failed → imReady | - | ann reused in 100');
});
