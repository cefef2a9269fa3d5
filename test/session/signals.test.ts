// The signal that a port gets with a call: aborted while the call is out and nobody wants it any more, and never afterwards.
import { SessionError } from '@partyline/core';
import { expect, test } from 'vitest';
import { alice, ann, outcome, room } from '../regressions/app.ts';
import { type Bare, bare, soon } from './bare.ts';

const methods = ['im.initialize', 'meeting.initialize', 'im.login', 'meeting.login', 'meeting.join'] as const;

/** The signals that come with the calls, by method. */
function signals(b: Bare): Map<string, AbortSignal> {
  const seen = new Map<string, AbortSignal>();
  for (const method of methods) {
    const act = b.acts[method];
    b.act(method, (truth, ...args) => {
      seen.set(method, args.at(-1) as AbortSignal);
      return act?.(truth, ...args);
    });
  }
  return seen;
}

const aborted = (seen: Map<string, AbortSignal>) =>
  [...seen].filter(([, { aborted }]) => aborted).map(([name]) => name);

test('calls that were answered stay so: nothing that comes later aborts their signals', async () => {
  const b = bare();
  const seen = signals(b);
  await soon(b.session.signIn({ im: alice, meeting: ann }));
  await soon(b.session.joinMeeting(room));
  expect([...seen.keys()]).toEqual(methods);
  expect(aborted(seen)).toEqual([]);
  await soon(b.session.signOut());
  await soon(b.session.dispose());
  expect(aborted(seen)).toEqual([]);
});

test('a call that failed is over: its signal is not aborted', async () => {
  const b = bare();
  await soon(b.session.initialize());
  b.act('im.login', () => Promise.reject(new SessionError('network')));
  const seen = signals(b);
  const login = outcome(b.session.loginIm(alice));
  await b.clock.settle();
  expect([login.now, seen.size, aborted(seen)]).toEqual(['network', 1, []]);
});

test('a call that is given up is told so at once', async () => {
  const b = bare();
  await soon(b.session.initialize());
  b.hold('im.login');
  const seen = signals(b);
  const stop = new AbortController();
  b.session.loginIm(alice, { signal: stop.signal }).catch(() => {});
  await b.clock.settle();
  expect([seen.size, aborted(seen)]).toEqual([1, []]);
  stop.abort();
  expect(aborted(seen)).toEqual(['im.login']);
});
