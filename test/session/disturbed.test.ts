// Who looks on, or lends a hand, and fails: inspectors, ports that subscribe badly or say nonsense, and an actor that is
// stopped by hand. Nobody is left hanging, and nothing is thrown where nobody can catch it.
import { createSession } from '@partyline/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InspectionEvent, Observer } from 'xstate';
import { times } from '../properties/seed.ts';
import { alice, ann, outcome, room } from '../regressions/app.ts';
import { bare, line, ready, soon } from './bare.ts';

const nonsense: readonly unknown[] = [undefined, null, 5, {}, { phase: 'bogus' }, Promise.resolve(ready), []];

test('an inspector that throws, whenever it does, disturbs nobody and is told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(120), fc.integer({ min: 1, max: 120 }), async (first, often) => {
      let seen = 0;
      const b = bare({
        inspect: () => {
          if (seen++ >= first && seen % often === 0) throw new RangeError('inspector');
        },
      });
      await soon(b.session.signIn({ im: alice, meeting: ann }));
      expect(line(b.session.snapshot)).toBe('meetingLoggedIn | alice (session) | ann reused');
      expect(b.session.can('loginIm', { ...alice, accid: 'bob' })).toMatchObject({ ok: false });
      await soon(b.session.signOut());
      await soon(b.session.dispose());
    }),
    times(100),
  );
  const b = bare({
    inspect: ({ type }) => {
      if (type === '@xstate.snapshot') throw new RangeError('inspector');
    },
  });
  await soon(b.session.initialize());
  expect(b.events).toContain('listenerFailed');
});

test('an inspector may be an observer, as XState’s and Stately’s tools give it', async () => {
  const seen: InspectionEvent['type'][] = [];
  const tool: Observer<InspectionEvent> & { readonly seen: string[] } = {
    seen,
    next({ type }) {
      this.seen.push(type);
      if (type === '@xstate.event') throw new RangeError('observer');
    },
  };
  const b = bare({ inspect: tool });
  await soon(b.session.initialize());
  expect(seen).toContain('@xstate.snapshot');
  expect(b.events).toContain('listenerFailed');
});

test('an actor that is stopped by hand ends the session: whoever waits is told, and dispose() resolves', async () => {
  const b = bare();
  await soon(b.session.initialize());
  b.hold('im.login');
  const login = outcome(b.session.loginIm(alice));
  const waiting = outcome(b.session.until(({ state }) => state === 'imLoggedIn'));
  b.session.actor.stop();
  await b.clock.settle();
  expect([login.now, waiting.now]).toEqual(['disposed', 'disposed']);
  expect(login.error).toMatchObject({ command: 'loginIm' });
  expect(b.session.can('signOut')).toMatchObject({ ok: false, error: { kind: 'disposed' } });
  await expect(soon(b.session.joinMeeting(room))).rejects.toMatchObject({ kind: 'disposed' });
  await soon(b.session.dispose());
  expect(b.listening()).toBe(0);
});

test.each([
  ['nothing', undefined],
  [
    'a function that throws',
    () => {
      throw new RangeError('off');
    },
  ],
])('a port whose subscribe() answers %s harms nobody', async (_, off) => {
  const { truth, clock } = bare();
  const port = {
    status: () => truth.im,
    initialize: async () => {
      truth.im = ready;
    },
    login: async () => {},
    logout: async () => {},
    close: async () => {},
    subscribe: () => off as never,
  };
  const meeting = { ...port, join: async () => {}, joinAnonymously: async () => {}, leave: async () => {} };
  const session = createSession({ im: port, meeting: meeting as never, clock }, { appKey: 'app' });
  await soon(session.initialize());
  await soon(session.dispose());
});

test.each(nonsense)('an IM SDK whose status() is %j is set up, not adopted', async (status) => {
  const b = bare();
  b.truth.im = status as never;
  await soon(b.session.initialize());
  expect(b.calls[0]).toBe('im.initialize');
  expect(b.session.snapshot).toMatchObject({ state: 'imReady', im: null });
});

test('credentialsRefused without an error is the adapter’s fault, and a loss', async () => {
  const b = bare();
  await soon(b.session.signIn({ im: alice, meeting: ann }));
  b.happens({ im: ready }, 'im', { type: 'credentialsRefused' } as never);
  expect(b.session.snapshot).toMatchObject({ state: 'failed', failure: { error: { kind: 'adapter' } } });
});

test('a step deadline is no longer than timers can count', async () => {
  const b = bare({ timeouts: { step: Number.POSITIVE_INFINITY } });
  await soon(b.session.initialize());
  await soon(b.session.loginIm(alice));
  const go = b.hold('im.logout');
  const out = outcome(b.session.logoutIm({ timeout: Number.POSITIVE_INFINITY }));
  await b.clock.advance(2 ** 31 - 2);
  expect([out.now, b.events]).toEqual(['pending', []]);
  go();
  await b.clock.settle();
  expect(out.now).toBe('resolved');
});

test('the same name and number, cut otherwise, are another call', async () => {
  const b = bare();
  await soon(b.session.signIn({ im: alice, meeting: ann }));
  b.hold('meeting.join');
  outcome(b.session.joinMeeting({ meetingNum: '1', displayName: 'a\nb' }));
  const other = outcome(b.session.joinMeeting({ meetingNum: '1\na', displayName: 'b' }));
  await b.clock.settle();
  expect(other.now).toBe('busy');
});
