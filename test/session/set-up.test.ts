// Setting up, giving it up, and recovering: who is asked to initialise and to close, and when.
import { type ReusePolicy, SessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { alice, ann, outcome } from '../regressions/app.ts';
import { bare, line, online, ready, soon } from './bare.ts';

const policies: readonly ReusePolicy[] = ['required', 'auto', 'off'];

test.each(policies)('%s: who brings the IM up', async (reuse) => {
  const { session, calls } = bare({ reuse });
  await soon(session.initialize());
  expect(calls).toEqual(reuse === 'off' ? ['meeting.initialize'] : ['im.initialize', 'meeting.initialize']);
  expect(line(session.snapshot)).toBe('imReady | - | -');
});

test.each(policies)('%s: an IM that the host set up already is not set up again', async (reuse) => {
  const { session, calls, truth } = bare({ reuse });
  truth.im = ready;
  await soon(session.initialize());
  expect(calls).toEqual(['meeting.initialize']);
  truth.im = online('alice');
  await soon(session.initialize());
  expect(calls).toEqual(['meeting.initialize']);
});

test.each(['required', 'auto'] as const)('%s: signIn takes whichever steps are missing, in order', async (reuse) => {
  const { session, calls } = bare({ reuse });
  await soon(session.signIn({ im: alice, meeting: ann }));
  expect(calls).toEqual(['im.initialize', 'meeting.initialize', 'im.login', 'meeting.login']);
  expect(line(session.snapshot)).toBe('meetingLoggedIn | alice (session) | ann reused');
  await soon(session.logoutMeeting());
  calls.length = 0;
  await soon(session.signIn({ im: alice, meeting: ann }));
  expect(calls).toEqual(['meeting.login']);
});

test.each(['off', 'auto'] as const)('%s: signIn without an IM account: the kit brings its own', async (reuse) => {
  const { session, calls } = bare({ reuse });
  await soon(session.signIn({ meeting: ann }));
  expect(calls.slice(-2)).toEqual(['meeting.initialize', 'meeting.login']);
  expect(line(session.snapshot)).toBe('meetingLoggedIn | alice (kit) | ann owned');
});

describe('given up half-way', () => {
  const ways = ['abort', 'timeout', 'signOut'] as const;
  const cases = ways.flatMap((way) => [
    [way, 'im.initialize', 'im.close'] as const,
    [way, 'meeting.initialize', 'meeting.close im.close'] as const,
  ]);

  test.each(cases)('%s during %s: what was brought up is closed', async (way, method, closed) => {
    const b = bare();
    const { session, clock, calls } = b;
    const go = b.hold(method);
    const stop = new AbortController();
    const o = { signal: stop.signal, timeout: 1_000 };
    // Only dispose() may cut in on initialize(); a sign-in may be signed out of.
    const isOut = way === 'signOut';
    const up = outcome(isOut ? session.signIn({ im: alice, meeting: ann }, o) : session.initialize(o));
    await clock.settle();
    calls.length = 0;
    let out: { now: string } | undefined;
    if (way === 'abort') stop.abort();
    else if (way === 'timeout') await clock.advance(1_000);
    else out = outcome(session.signOut());
    await clock.settle();
    expect(up.now).toBe({ abort: 'aborted', timeout: 'timeout', signOut: 'superseded' }[way]);
    expect(session.snapshot.state).toBe('uninitialized');
    expect(session.snapshot.busy).toBe(isOut ? 'signOut' : 'initialize');
    expect(calls).toEqual([]);
    go();
    await clock.settle();
    expect(calls.join(' ')).toBe(closed);
    expect(out?.now ?? 'resolved').toBe('resolved');
    expect(session.snapshot).toMatchObject({ state: 'uninitialized', busy: null });
    expect(b.truth).toMatchObject({ im: { phase: 'uninitialized' }, meeting: { phase: 'uninitialized' } });
    await soon(session.initialize());
    expect(line(session.snapshot)).toBe('imReady | - | -');
  });

  test('the host had set the IM up: only the kit is closed', async () => {
    const b = bare();
    b.truth.im = online('alice');
    const go = b.hold('meeting.initialize');
    const stop = new AbortController();
    const up = outcome(b.session.initialize({ signal: stop.signal }));
    await b.clock.settle();
    stop.abort();
    go();
    await b.clock.settle();
    expect([up.now, b.calls]).toEqual(['aborted', ['meeting.initialize', 'meeting.close']]);
    await soon(b.session.initialize());
    expect(line(b.session.snapshot)).toBe('imLoggedIn | alice (host) | -');
    expect(b.calls).not.toContain('im.initialize');
  });

  test('the IM was up already when the kit’s set-up was given up: the next one begins with closing both', async () => {
    const b = bare();
    const go = b.hold('meeting.initialize');
    const stop = new AbortController();
    const first = outcome(b.session.initialize({ signal: stop.signal }));
    await b.clock.settle();
    stop.abort();
    const second = outcome(b.session.initialize());
    b.calls.length = 0;
    go();
    await b.clock.settle();
    expect([first.now, second.now]).toEqual(['aborted', 'resolved']);
    expect(b.calls).toEqual(['meeting.close', 'im.close', 'im.initialize', 'meeting.initialize']);
  });

  test('the host takes its IM away after the set-up on top of it was given up: the next one brings it up itself', async () => {
    const b = bare();
    b.truth.im = ready;
    const go = b.hold('meeting.initialize');
    const stop = new AbortController();
    const first = outcome(b.session.initialize({ signal: stop.signal }));
    await b.clock.settle();
    stop.abort();
    go();
    await b.clock.settle();
    b.truth.im = { phase: 'uninitialized' };
    b.calls.length = 0;
    await soon(b.session.initialize());
    expect([first.now, b.calls]).toEqual(['aborted', ['im.initialize', 'meeting.initialize']]);
  });

  test('given up and asked for again at once: the second one waits its turn, and works', async () => {
    const b = bare();
    const go = b.hold('im.initialize');
    const stop = new AbortController();
    const first = outcome(b.session.initialize({ signal: stop.signal }));
    await b.clock.settle();
    stop.abort();
    const second = outcome(b.session.initialize());
    await b.clock.settle();
    expect([first.now, second.now, b.calls]).toEqual(['aborted', 'pending', ['im.initialize']]);
    go();
    await b.clock.settle();
    expect(second.now).toBe('resolved');
    expect(line(b.session.snapshot)).toBe('imReady | - | -');
  });
});

describe('given up half-way, and the ports cannot be closed again', () => {
  test('nobody waits for it: failed, and recover() closes both and starts afresh', async () => {
    const b = bare();
    const go = b.hold('meeting.initialize');
    const stop = new AbortController();
    const up = outcome(b.session.initialize({ signal: stop.signal }));
    await b.clock.settle();
    b.act('meeting.close', () => Promise.reject(new SessionError('network')));
    stop.abort();
    go();
    await b.clock.settle();
    expect([up.now, b.events]).toEqual(['aborted', ['failed:network']]);
    expect(line(b.session.snapshot)).toBe('failed → uninitialized | - | -');
    b.act('meeting.close', () => {});
    b.calls.length = 0;
    await soon(b.session.recover());
    expect(b.calls).toEqual(['meeting.close', 'im.close', 'im.initialize', 'meeting.initialize']);
    expect(line(b.session.snapshot)).toBe('imReady | - | -');
  });

  test('signOut() interrupted it: failed, but everybody is out', async () => {
    const b = bare();
    const go = b.hold('meeting.initialize');
    const up = outcome(b.session.signIn({ im: alice, meeting: ann }));
    await b.clock.settle();
    b.act('meeting.close', () => Promise.reject(new SessionError('network')));
    const out = outcome(b.session.signOut());
    go();
    await b.clock.settle();
    expect([up.now, out.now, b.events]).toEqual(['superseded', 'resolved', ['failed:network']]);
    expect(line(b.session.snapshot)).toBe('failed → uninitialized | - | -');
  });
});

describe('a set-up that fails', () => {
  test.each([
    ['im.initialize', 'initialize', 'im.close im.initialize meeting.initialize'],
    ['meeting.initialize', 'initialize', 'meeting.close im.close im.initialize meeting.initialize'],
    ['meeting.initialize', 'signIn', 'meeting.close im.close im.initialize meeting.initialize'],
  ] as const)(
    '%s, of %s: failed, with its error; recover() closes both and starts afresh',
    async (method, name, calls) => {
      const b = bare();
      b.act(method, () => Promise.reject(new SessionError('network')));
      const up = outcome(
        name === 'initialize' ? b.session.initialize() : b.session.signIn({ im: alice, meeting: ann }),
      );
      await b.clock.settle();
      expect(up.now).toBe('network');
      expect(up.error).toMatchObject({ command: name });
      expect(line(b.session.snapshot)).toBe('failed → uninitialized | - | -');
      expect(b.session.snapshot.failure?.error).toMatchObject({ kind: 'network' });
      expect(b.events).toEqual(['failed:network']);
      b.calls.length = 0;
      b.act(method, (truth) => {
        truth[method === 'im.initialize' ? 'im' : 'meeting'] = ready;
      });
      await soon(b.session.recover());
      // A kit that never came up is closed too: nobody knows how far it got.
      expect(b.calls.filter((call) => calls.includes(call)).join(' ')).toBe(calls);
      expect(line(b.session.snapshot)).toBe('imReady | - | -');
    },
  );

  test('the host is logged in: it is said, and left alone by recover()', async () => {
    const b = bare();
    b.truth.im = online('alice');
    b.act('meeting.initialize', () => Promise.reject(new SessionError('network')));
    await outcome(b.session.initialize());
    await b.clock.settle();
    expect(line(b.session.snapshot)).toBe('failed → uninitialized | alice (host) | -');
    b.calls.length = 0;
    b.act('meeting.initialize', (truth) => {
      truth.meeting = ready;
    });
    await soon(b.session.recover());
    expect(b.calls).toEqual(['meeting.close', 'meeting.initialize']);
    expect(line(b.session.snapshot)).toBe('imLoggedIn | alice (host) | -');
  });
});

test('the IM’s set-up was never answered, and the host logged in meanwhile: its IM is neither closed nor set up again', async () => {
  const b = bare();
  const go = b.hold('im.initialize');
  const up = outcome(b.session.initialize({ timeout: 1_000 }));
  await b.clock.advance(1_000);
  b.happens({ im: online('alice') }, 'im', { type: 'loggedIn', accid: 'alice' });
  await b.clock.advance(5_000);
  expect([up.now, line(b.session.snapshot)]).toEqual(['timeout', 'failed → uninitialized | alice (host) | -']);
  b.calls.length = 0;
  await soon(b.session.recover());
  expect(b.calls.filter((call) => call.startsWith('im.'))).toEqual([]);
  expect(line(b.session.snapshot)).toBe('imLoggedIn | alice (host) | -');
  go();
});
