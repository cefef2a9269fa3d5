// A command that was given while another one's traces are removed waits for its turn; and what the host does meanwhile.
import { type Session, SessionError } from '@partyline/core';
import { expect, test } from 'vitest';
import { alice, ann, bob, outcome } from '../regressions/app.ts';
import { type Bare, bare, line, online, ready, soon } from './bare.ts';

/** `loginIm(bob)` was given up, and its call is still out. */
async function imLoginGivenUp(b: Bare) {
  const go = b.hold('im.login');
  const stop = new AbortController();
  const first = outcome(b.session.loginIm(bob, { signal: stop.signal }));
  await b.clock.settle();
  stop.abort();
  await b.clock.settle();
  expect(first.now).toBe('aborted');
  return go;
}

/** With alice at the IM, `loginMeeting(ann)` was given up, and its call is still out. */
async function meetingLoginGivenUp(b: Bare) {
  await soon(b.session.loginIm(alice));
  const go = b.hold('meeting.login');
  const stop = new AbortController();
  const first = outcome(b.session.loginMeeting(ann, { signal: stop.signal }));
  await b.clock.settle();
  stop.abort();
  await b.clock.settle();
  expect(first.now).toBe('aborted');
  return go;
}

type Waits = (session: Session) => Promise<unknown>;

const logsIn: Waits = (session) => session.loginIm(alice);
const joins: Waits = (session) => session.loginMeeting(ann);
const signsIn: Waits = (session) => session.signIn({ im: alice, meeting: ann });

const asAlice = (b: Bare) => b.happens({ im: online('alice') }, 'im', { type: 'loggedIn', accid: 'alice' });
const asBob = (b: Bare) => b.happens({ im: online('bob') }, 'im', { type: 'loggedIn', accid: 'bob' });
const out = (b: Bare) => b.happens({ im: ready }, 'im', { type: 'loggedOut' });

test.each([
  ['loginIm: the host logs the same account in', imLoginGivenUp, 'required', logsIn, asAlice, 'resolved', 'host'],
  ['loginMeeting: the host logs its account in', imLoginGivenUp, 'auto', joins, asAlice, 'resolved', 'host'],
  ['signIn: the host logs its account in', imLoginGivenUp, 'required', signsIn, asAlice, 'resolved', 'host'],
  ['loginIm: the host logs out', meetingLoginGivenUp, 'required', logsIn, out, 'resolved', 'session'],
  ['loginIm: the host swaps the account', meetingLoginGivenUp, 'required', logsIn, asBob, 'alreadyLoggedIn', 'host'],
  ['signIn: the host swaps the account', meetingLoginGivenUp, 'required', signsIn, asBob, 'accountMismatch', 'host'],
] as const)('%s', async (_, before, reuse, waits, happens, ending, owner) => {
  const b = bare({ reuse });
  await soon(b.session.initialize());
  const go = await before(b);
  const next = outcome(waits(b.session));
  await b.clock.settle();
  expect(next.now).toBe('pending');
  happens(b);
  await b.clock.settle();
  // What makes it impossible is told at once; everything else waits for the call that is out.
  expect(next.now).toBe(ending === 'resolved' ? 'pending' : ending);
  go(new SessionError('network'));
  await b.clock.settle();
  expect(next.now).toBe(ending);
  expect(b.session.snapshot).toMatchObject({ busy: null, im: { owner } });
});

test('a login as the account that the host logged in meanwhile asks the SDK for nothing', async () => {
  const b = bare();
  await soon(b.session.initialize());
  const go = await imLoginGivenUp(b);
  b.calls.length = 0;
  const next = outcome(b.session.loginIm(alice));
  asAlice(b);
  go(new SessionError('network'));
  await b.clock.settle();
  expect([next.now, b.calls, line(b.session.snapshot)]).toEqual(['resolved', [], 'imLoggedIn | alice (host) | -']);
});

test('while dispose() is under way, also what makes no sense is refused as disposed', async () => {
  const b = bare();
  await soon(b.session.initialize());
  const go = b.hold('meeting.close');
  const gone = outcome(b.session.dispose());
  await b.clock.settle();
  const nonsense = { accid: '', token: '' };
  expect(b.session.can('loginIm', nonsense)).toMatchObject({ ok: false, error: { kind: 'disposed' } });
  const late = outcome(b.session.loginIm(nonsense));
  await b.clock.settle();
  expect([late.now, gone.now]).toEqual(['disposed', 'pending']);
  go();
  await b.clock.settle();
  expect(gone.now).toBe('resolved');
});
