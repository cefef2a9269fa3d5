// What a port answers counts only if its own status() bears it out. Each table: what the port answers and what both
// ports say then, against how the command ends and what the session says afterwards.
import { type ImStatus, type MeetingStatus, SessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { alice, ann, outcome, room } from '../regressions/app.ts';
import { bare, guest, line, member, online, ready, soon } from './bare.ts';

const gone = { phase: 'uninitialized' } as const;

describe('loginIm', () => {
  test.each([
    ['the account', online('alice'), 'resolved', 'imLoggedIn | alice (session) | -'],
    ['the account, spelled otherwise', online('ALICE'), 'resolved', 'imLoggedIn | ALICE (session) | -'],
    [
      'the account, its line down',
      online('alice', { line: 'reconnecting' }),
      'resolved',
      'imLoggedIn | alice (session, reconnecting) | -',
    ],
    ['nobody', ready, 'adapter', 'imReady | - | -'],
    ['that it is not even set up', gone, 'adapter', 'imReady | - | -'],
    ['somebody else', online('bob'), 'adapter', 'imLoggedIn | bob (host) | -'],
    ['somebody without a name', online(undefined as never), 'adapter', 'imReady | - | -'],
  ] as const)('status() names %s', async (_, im, ending, after) => {
    const { clock, session, act, truth, calls } = bare();
    await soon(session.initialize());
    act('im.login', () => {
      truth.im = im;
    });
    const login = outcome(session.loginIm(alice));
    await clock.settle();
    expect(login.now).toBe(ending);
    expect(line(session.snapshot)).toBe(after);
    // The undo ends only what was asked for, and here it is not there.
    expect(calls).not.toContain('im.logout');
    if (ending === 'adapter') expect(login.error).toMatchObject({ command: 'loginIm', message: bearsOut });
  });
});

const isAnn = (meeting: MeetingStatus) =>
  meeting.phase === 'loggedIn' && (meeting.userUuid === undefined || meeting.userUuid === 'ann');

const bearsOut = 'adapter: status() does not bear the answer out';

describe('loginMeeting, reused, with alice at the IM', () => {
  const works = 'meetingLoggedIn | alice (session) | ann reused';
  const undone = 'imLoggedIn | alice (session) | -';
  test.each<[string, unknown, ImStatus, MeetingStatus, string, string]>([
    ['rides on her', { accid: 'alice' }, online('alice'), member('ann'), 'resolved', works],
    [
      'rides on her, spelled otherwise',
      { accid: 'ALICE' },
      online('alice'),
      member('ANN'),
      'resolved',
      'meetingLoggedIn | alice (session) | ANN reused',
    ],
    [
      'status() keeps the member to itself',
      { accid: 'alice' },
      online('alice'),
      member('ann', { userUuid: undefined }),
      'resolved',
      works,
    ],
    [
      'the IM does not tell its app',
      { accid: 'alice' },
      online('alice', { appKey: undefined }),
      member('ann'),
      'resolved',
      works,
    ],
    ['no accid', {}, online('alice'), member('ann'), 'adapter', undone],
    ['nothing at all', undefined, online('alice'), member('ann'), 'adapter', undone],
    ['an accid that is no text', { accid: 5 }, online('alice'), member('ann'), 'adapter', undone],
    ['another member', { accid: 'alice' }, online('alice'), member('ben'), 'adapter', undone],
    ['a guest', { accid: 'alice' }, online('alice'), { phase: 'loggedIn', anonymous: true }, 'adapter', undone],
    ['nobody', { accid: 'alice' }, online('alice'), ready, 'adapter', undone],
    ['rides on another account', { accid: 'bob' }, online('alice'), member('ann'), 'accountMismatch', undone],
    ['the IM is out', { accid: 'alice' }, ready, member('ann'), 'imNotLoggedIn', 'imReady | - | -'],
    [
      'the IM runs another app',
      { accid: 'alice' },
      online('alice', { appKey: 'x' }),
      member('ann'),
      'appMismatch',
      undone,
    ],
  ])('%s', async (_, answer, im, meeting, ending, after) => {
    const { clock, session, act, truth, calls } = bare();
    await soon(session.initialize());
    await soon(session.loginIm(alice));
    act('meeting.login', () => {
      Object.assign(truth, { im, meeting });
      return answer;
    });
    const login = outcome(session.loginMeeting(ann));
    await clock.settle();
    expect(login.now).toBe(ending);
    expect(line(session.snapshot)).toBe(after);
    if (ending === 'resolved') return;
    expect(login.error).toMatchObject({ command: 'loginMeeting' });
    expect((login.error as Error).message === bearsOut).toBe(ending === 'adapter');
    expect(calls).not.toContain('im.logout');
    // What was asked for and is there all the same is undone.
    expect(calls.includes('meeting.logout')).toBe(meeting.phase === 'loggedIn' && isAnn(meeting));
  });
});

describe.each(['off', 'auto'] as const)('loginMeeting, owned (%s)', (reuse) => {
  const works = 'meetingLoggedIn | alice (kit) | ann owned';
  test.each<[string, unknown, ImStatus, MeetingStatus, string, string]>([
    ['the kit logged alice in', { accid: 'alice' }, online('alice'), member('ann'), 'resolved', works],
    [
      'her line is down',
      { accid: 'alice' },
      online('alice', { line: 'reconnecting' }),
      member('ann'),
      'resolved',
      'meetingLoggedIn | alice (kit, reconnecting) | ann owned',
    ],
    ['the kit’s IM is not to be seen', { accid: 'alice' }, ready, member('ann'), 'resolved', works],
    [
      'the kit’s IM runs an app of its own',
      { accid: 'alice' },
      online('alice', { appKey: 'x' }),
      member('ann'),
      'resolved',
      works,
    ],
    ['no accid', {}, online('alice'), member('ann'), 'adapter', 'imReady | - | -'],
    ['another member', { accid: 'alice' }, ready, member('ben'), 'adapter', 'imReady | - | -'],
    [
      'somebody else is at the IM',
      { accid: 'alice' },
      online('bob'),
      member('ann'),
      'imOccupied',
      'imLoggedIn | bob (host) | -',
    ],
  ])('%s', async (_, answer, im, meeting, ending, after) => {
    const { clock, session, act, truth, calls } = bare({ reuse });
    await soon(session.initialize());
    act('meeting.login', () => {
      Object.assign(truth, { im, meeting });
      return answer;
    });
    act('meeting.logout', () => {
      Object.assign(truth, { meeting: ready, im: ending === 'imOccupied' ? im : ready });
    });
    const login = outcome(session.loginMeeting(ann));
    await clock.settle();
    expect(login.now).toBe(ending);
    expect(line(session.snapshot)).toBe(after);
    expect(calls).not.toContain('im.logout');
  });
});

describe('joinMeeting', () => {
  const outside = 'meetingLoggedIn | alice (session) | ann reused';
  test.each<[string, unknown, MeetingStatus, string, string]>([
    ['in the room', { meetingNum: '100' }, member('ann', { meetingNum: '100' }), 'resolved', `${outside} in 100`],
    [
      'a room of another number, as the kit tells it',
      { meetingNum: '200' },
      member('ann', { meetingNum: '200' }),
      'resolved',
      `${outside} in 200`,
    ],
    ['the answer names no room', {}, member('ann', { meetingNum: '100' }), 'adapter', outside],
    ['status() names no room', { meetingNum: '100' }, member('ann'), 'adapter', outside],
    ['in the room as a guest', { meetingNum: '100' }, guest, 'adapter', outside],
    ['logged out', { meetingNum: '100' }, ready, 'adapter', 'imLoggedIn | alice (session) | -'],
  ])('%s', async (_, answer, meeting, ending, after) => {
    const { clock, session, act, truth } = bare();
    await soon(session.signIn({ im: alice, meeting: ann }));
    act('meeting.join', () => {
      truth.meeting = meeting;
      return answer;
    });
    act('meeting.leave', () => {
      truth.meeting = member('ann');
    });
    const join = outcome(session.joinMeeting(room));
    await clock.settle();
    expect(join.now).toBe(ending);
    expect(line(session.snapshot)).toBe(after);
  });
});

describe.each(['off', 'auto'] as const)('joinAnonymously (%s)', (reuse) => {
  const works = 'meetingLoggedIn | guest (kit) | guest owned in 100';
  const said = { accid: 'guest', meetingNum: '100' };
  test.each<[string, unknown, ImStatus, MeetingStatus, string, string]>([
    ['in the room', said, online('guest'), guest, 'resolved', works],
    ['the kit’s IM is not to be seen', said, ready, guest, 'resolved', works],
    ['no room in the answer', { accid: 'guest' }, online('guest'), guest, 'adapter', 'imReady | - | -'],
    ['no account in the answer', { meetingNum: '100' }, online('guest'), guest, 'adapter', 'imReady | - | -'],
    ['no room', said, online('guest'), { phase: 'loggedIn', anonymous: true }, 'adapter', 'imReady | - | -'],
    [
      'in the room as a member',
      said,
      online('guest'),
      member('ann', { meetingNum: '100' }),
      'adapter',
      'imReady | - | -',
    ],
    ['nowhere', said, ready, ready, 'adapter', 'imReady | - | -'],
    ['somebody else is at the IM', said, online('bob'), guest, 'imOccupied', 'imLoggedIn | bob (host) | -'],
  ])('%s', async (_, answer, im, meeting, ending, after) => {
    const { clock, session, act, truth } = bare({ reuse });
    await soon(session.initialize());
    act('meeting.joinAnonymously', () => {
      Object.assign(truth, { im, meeting });
      return answer;
    });
    for (const end of ['meeting.leave', 'meeting.logout'] as const) {
      act(end, () => {
        Object.assign(truth, { meeting: ready, im: ending === 'imOccupied' ? im : ready });
      });
    }
    const join = outcome(session.joinAnonymously(room));
    await clock.settle();
    expect(join.now).toBe(ending);
    expect(line(session.snapshot)).toBe(after);
    if (ending === 'resolved') expect(session.snapshot.meeting).toEqual({ kind: 'anonymous', displayName: 'Me' });
  });
});

test('a port’s rejection leaves the state as it was, and reaches the caller', async () => {
  const { clock, session, act, events } = bare({ reuse: 'off' });
  await soon(session.initialize());
  const before = session.snapshot;
  act('meeting.login', () => Promise.reject(new SessionError('rateLimited')));
  const login = outcome(session.loginMeeting(ann));
  await clock.settle();
  expect([login.now, line(session.snapshot), events]).toEqual(['rateLimited', line(before), []]);
});

test('a login that a port rejects left nothing behind: who is at the IM all the same is the host’s', async () => {
  const { clock, session, act, calls } = bare();
  await soon(session.initialize());
  act('im.login', (truth) => {
    truth.im = online('alice');
    throw new SessionError('network');
  });
  const login = outcome(session.loginIm(alice));
  await clock.settle();
  expect([login.now, line(session.snapshot)]).toEqual(['network', 'imLoggedIn | alice (host) | -']);
  expect(calls).not.toContain('im.logout');
});
