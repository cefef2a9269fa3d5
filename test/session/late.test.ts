// What turns up late: calls that were given up for good and land all the same, and hosts that log in meanwhile. Whose a
// login is decides whether the session may end it.
import { SessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { alice, ann, outcome, room } from '../regressions/app.ts';
import { type Bare, bare, line, online, ready, soon } from './bare.ts';
import { situations } from './situations.ts';

const network = new SessionError('network');

/** A command whose call is not answered in time, nor before the step deadline: the session has failed. */
async function lost(b: Bare, start: () => Promise<unknown>): Promise<void> {
  const command = outcome(start());
  await b.clock.advance(6_000);
  expect([command.now, b.session.snapshot.state]).toEqual(['timeout', 'failed']);
  b.calls.length = 0;
  b.events.length = 0;
}

const inTime = { timeout: 1_000 };

const hostIn = (b: Bare, accid: string) => b.happens({ im: online(accid) }, 'im', { type: 'loggedIn', accid });

describe('an IM login that was never answered', () => {
  async function imLost() {
    const b = await situations.imReady();
    const go = b.hold('im.login');
    await lost(b, () => b.session.loginIm(alice, inTime));
    const lands = async () => {
      go();
      await b.clock.settle();
      hostIn(b, 'alice');
      await b.clock.settle();
    };
    return { b, lands };
  }

  test('lands between a recover() that could not close the SDK and the next: the session’s, and ended by that', async () => {
    const { b, lands } = await imLost();
    const close = b.acts['im.close'];
    b.act('im.close', () => Promise.reject(network));
    const first = outcome(b.session.recover());
    await b.clock.settle();
    expect(first.now).toBe('network');
    await lands();
    expect(line(b.session.snapshot)).toBe('failed → uninitialized | alice (session) | -');
    if (close) b.act('im.close', close);
    b.calls.length = 0;
    await soon(b.session.recover());
    expect(b.calls).toContain('im.close');
    expect(line(b.session.snapshot)).toBe('imReady | - | -');
  });

  test('lands, goes, and the host logs the same account in: the host’s', async () => {
    const { b, lands } = await imLost();
    await lands();
    expect(line(b.session.snapshot)).toBe('failed → uninitialized | alice (session) | -');
    b.happens({ im: ready }, 'im', { type: 'loggedOut' });
    await b.clock.settle();
    hostIn(b, 'alice');
    await b.clock.settle();
    expect(line(b.session.snapshot)).toBe('failed → uninitialized | alice (host) | -');
    await soon(b.session.signOut());
    expect(b.calls).not.toContain('im.logout');
  });

  // Found by the explorer.
  test.each([
    ['answers', 'resolved', 'imLoggedIn | alice (host) | -'],
    ['is overdue', 'timeout', 'failed → uninitialized | alice (host) | -'],
  ])(
    'the SDK is closed, the host logs the same account in, and then close() %s: the host’s',
    async (how, now, after) => {
      const { b } = await imLost();
      const go = b.hold('im.close', 'answer');
      const recovery = outcome(b.session.recover());
      await b.clock.settle();
      expect(b.calls.at(-1)).toBe('im.close');
      hostIn(b, 'alice');
      await b.clock.settle();
      if (how === 'answers') go();
      else await b.clock.advance(5_000);
      await b.clock.settle();
      expect([recovery.now, line(b.session.snapshot)]).toEqual([now, after]);
      const out = outcome(b.session.signOut());
      await b.clock.advance(5_000);
      expect(out.now).toBe('resolved');
      expect(b.calls).not.toContain('im.logout');
    },
  );
});

test.each([
  ['loginMeeting', 'imLoggedIn, the session’s', 'meeting.login', ['meeting.logout', 'im.logout']],
  ['joinMeeting', 'meetingLoggedIn, reused', 'meeting.join', ['meeting.leave', 'meeting.logout', 'im.logout']],
  ['joinAnonymously', 'off, imReady', 'meeting.joinAnonymously', ['meeting.leave']],
] as const)(
  'what %s asked for and never got an answer to lands: signOut() finds it, and ends it',
  async (name, at, method, ends) => {
    const b = await situations[at]();
    const go = b.hold(method);
    const start = { loginMeeting: ann, joinMeeting: room, joinAnonymously: room };
    await lost(b, () => b.session[name](start[name] as never, inTime));
    go();
    await b.clock.settle();
    await soon(b.session.signOut());
    expect(b.calls).toEqual(ends);
    expect([b.truth.meeting.phase, b.truth.im.phase]).toEqual(['ready', 'ready']);
  },
);

test('the host logs in while the IM SDK is being closed: the answer of close() is no news', async () => {
  const b = await situations['failed, never set up']();
  const go = b.hold('im.close', 'answer');
  const recovery = outcome(b.session.recover());
  await b.clock.settle();
  hostIn(b, 'alice');
  b.hold('meeting.initialize');
  b.events.length = 0;
  go();
  await b.clock.settle();
  expect([b.calls.at(-1), recovery.now, b.events]).toEqual(['meeting.initialize', 'pending', []]);
  expect(line(b.session.snapshot)).toBe('failed → uninitialized | alice (host) | -');
});

test('an IM login lands that the SDK does not report: can() says what signIn() as somebody else is told', async () => {
  const b = await situations.imReady();
  const go = b.hold('im.login');
  await lost(b, () => b.session.loginIm({ ...alice, accid: 'carol' }, inTime));
  go();
  await b.clock.settle();
  const wanted = { im: alice, meeting: ann };
  const answer = b.session.can('signIn', wanted);
  expect(answer.ok || answer.error.kind).toBe('alreadyLoggedIn');
  await expect(soon(b.session.signIn(wanted))).rejects.toMatchObject({ kind: 'alreadyLoggedIn' });
  // A refusal changes nothing; what is there is what signOut() ends.
  expect(line(b.session.snapshot)).toBe('failed → uninitialized | - | -');
  b.calls.length = 0;
  await soon(b.session.signOut());
  expect(b.calls).toContain('im.logout');
});

test.each(['loggedOut', 'kicked'] as const)(
  '%s is heard while the IM logs out, and the host logs the same account in before the answer: the host’s',
  async (type) => {
    const b = await situations['imLoggedIn, the session’s']();
    const go = b.hold('im.logout', 'answer');
    const out = outcome(b.session.logoutIm());
    await b.clock.settle();
    b.happens({ im: ready }, 'im', type === 'kicked' ? { type, reason: 'server' } : { type });
    hostIn(b, 'alice');
    go();
    await b.clock.settle();
    expect([out.now, line(b.session.snapshot)]).toEqual(['resolved', 'imLoggedIn | alice (host) | -']);
    b.calls.length = 0;
    await soon(b.session.signOut());
    expect(b.calls).toEqual([]);
  },
);

test('an older call that ends when a call that was given up lands does not hide it', async () => {
  const b = await situations['imLoggedIn, the session’s']();
  const older = b.hold('meeting.login');
  await lost(b, () => b.session.loginMeeting(ann, inTime));
  await soon(b.session.recover());
  b.act('meeting.login', bare().acts['meeting.login'] ?? (() => {}));
  await soon(b.session.signIn({ im: alice, meeting: ann }));
  const go = b.hold('meeting.join');
  const stop = new AbortController();
  const join = outcome(b.session.joinMeeting(room, { signal: stop.signal }));
  await b.clock.settle();
  stop.abort();
  b.calls.length = 0;
  go();
  older(network);
  await b.clock.settle();
  expect([join.now, b.calls]).toEqual(['aborted', ['meeting.leave']]);
  expect(line(b.session.snapshot)).toBe('meetingLoggedIn | alice (session) | ann reused');
});
