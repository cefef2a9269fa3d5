// recover(): what is closed and set up again, and what stays.
import { type ReusePolicy, SessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { alice, ann, outcome } from '../regressions/app.ts';
import { bare, line, online, ready, soon } from './bare.ts';

const policies: readonly ReusePolicy[] = ['required', 'auto', 'off'];

describe('recover()', () => {
  const lost = async (reuse: ReusePolicy = 'required') => {
    const b = bare({ reuse });
    await soon(b.session.signIn(reuse === 'off' ? { meeting: ann } : { im: alice, meeting: ann }));
    b.happens({ meeting: ready, ...(reuse === 'off' && { im: ready, own: null }) }, 'meeting', {
      type: 'credentialsExpired',
    });
    b.calls.length = 0;
    b.events.length = 0;
    return b;
  };

  test.each(policies)('%s: the kit is closed and set up anew, the IM stays', async (reuse) => {
    const b = await lost(reuse);
    await soon(b.session.recover());
    expect(b.calls).toEqual(['meeting.close', 'meeting.initialize']);
    expect(line(b.session.snapshot)).toBe(reuse === 'off' ? 'imReady | - | -' : 'imLoggedIn | alice (session) | -');
    expect(b.events).toEqual([]);
  });

  test.each(['meeting.close', 'meeting.initialize'] as const)(
    '%s fails: it rejects, and the session stays failed for its first reason',
    async (method) => {
      const b = await lost();
      b.act(method, () => Promise.reject(new SessionError('network')));
      const again = outcome(b.session.recover());
      await b.clock.settle();
      expect(again.now).toBe('network');
      expect(again.error).toMatchObject({ command: 'recover' });
      expect(b.session.snapshot).toMatchObject({
        state: 'failed',
        busy: null,
        failure: { error: { kind: 'credentialsExpired' }, recoverTo: 'uninitialized' },
      });
    },
  );

  test('signIn recovers first', async () => {
    const b = await lost();
    await soon(b.session.signIn({ im: alice, meeting: ann }));
    expect(b.calls).toEqual(['meeting.close', 'meeting.initialize', 'meeting.login']);
    expect(line(b.session.snapshot)).toBe('meetingLoggedIn | alice (session) | ann reused');
  });

  test('a port that is never done closing is given the step deadline', async () => {
    const b = await lost();
    b.act('meeting.close', () => new Promise(() => {}));
    const again = outcome(b.session.recover());
    await b.clock.advance(4_999);
    expect(again.now).toBe('pending');
    await b.clock.advance(1);
    expect(again.now).toBe('timeout');
  });

  test('given up: the session stays failed, and can be recovered later', async () => {
    const b = await lost();
    const go = b.hold('meeting.initialize');
    const stop = new AbortController();
    const first = outcome(b.session.recover({ signal: stop.signal }));
    await b.clock.settle();
    stop.abort();
    await b.clock.settle();
    expect(first.now).toBe('aborted');
    go();
    await b.clock.settle();
    expect(b.session.snapshot).toMatchObject({ state: 'failed', busy: null });
    await soon(b.session.recover());
    expect(line(b.session.snapshot)).toBe('imLoggedIn | alice (session) | -');
  });

  test('the host logs in while the IM is closed: it is seen at once, and its IM is not set up again', async () => {
    const b = bare();
    b.act('meeting.initialize', () => Promise.reject(new SessionError('network')));
    await outcome(b.session.initialize());
    await b.clock.settle();
    const close = b.hold('im.close');
    b.act('meeting.initialize', (truth) => {
      truth.meeting = ready;
    });
    const up = b.hold('meeting.initialize');
    b.calls.length = 0;
    const again = outcome(b.session.recover());
    await b.clock.settle();
    close((truth) => {
      truth.im = online('bob');
    });
    await b.clock.settle();
    expect(line(b.session.snapshot)).toBe('failed → uninitialized | bob (host) | -');
    up();
    await b.clock.settle();
    expect([again.now, line(b.session.snapshot)]).toEqual(['resolved', 'imLoggedIn | bob (host) | -']);
    expect(b.calls).toEqual(['meeting.close', 'im.close', 'meeting.initialize']);
  });
});
