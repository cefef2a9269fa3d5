// Calls that nobody waits for any more, and what becomes of them.
import { expect, test } from 'vitest';
import { alice, ann, app, bob, hop, outcome } from '../regressions/app.ts';

const manners = [
  ['obeys', {}],
  ['ignores', { ignoreAbort: true }],
] as const;

test.each(manners)(
  'abort, then retry at once (StrictMode): just works where the adapter %s its signal',
  async (_, manner) => {
    const { cloud, clock, session } = app();
    cloud.faults.always('all', { ...hop, ...manner });
    const mounted = new AbortController();
    const first = outcome(session.signIn({ im: alice, meeting: ann }, { signal: mounted.signal }));
    await clock.advance(25);
    mounted.abort();
    const second = outcome(session.signIn({ im: alice, meeting: ann }));
    await clock.settle();
    expect([first.now, second.now]).toEqual(['aborted', 'pending']);
    await clock.advance(500);
    expect(second.now).toBe('resolved');
    expect(session.snapshot).toMatchObject({ state: 'meetingLoggedIn', busy: null });
    expect(cloud.im.status()).toMatchObject({ accid: 'alice' });
  },
);

test('an abandoned login lands after the next account asked: the next account is the one that is logged in', async () => {
  const { cloud, clock, session } = app();
  await session.initialize();
  cloud.faults.once('im.login', { delay: 3_000, answerDelay: 10, ignoreAbort: true });
  const patience = new AbortController();
  const first = outcome(session.loginIm(alice, { signal: patience.signal }));
  await clock.advance(100);
  patience.abort(new Error('changed my mind'));
  const second = outcome(session.loginIm(bob));
  await clock.advance(100);
  expect([first.now, second.now]).toEqual(['aborted', 'pending']);
  expect(cloud.calls.of('im.login')).toHaveLength(1);
  await clock.advance(3_000);
  expect(second.now).toBe('resolved');
  expect(cloud.im.status()).toMatchObject({ accid: 'bob' });
  expect(session.snapshot).toMatchObject({ state: 'imLoggedIn', im: { accid: 'bob', owner: 'session' } });
});

test('an abandoned login that is never answered: failed, and recover() starts afresh', async () => {
  const { cloud, clock, session } = app();
  await session.initialize();
  cloud.faults.once('im.login', { never: true, ignoreAbort: true });
  const login = outcome(session.loginIm(alice, { timeout: 1_000 }));
  await clock.advance(1_000);
  expect(login.now).toBe('timeout');
  const next = outcome(session.loginIm(bob));
  await clock.advance(5_000);
  expect(next.now).toBe('sessionFailed');
  expect(session.snapshot).toMatchObject({
    state: 'failed',
    failure: { error: { kind: 'adapter' }, recoverTo: 'uninitialized' },
  });
  expect(await session.recover()).toMatchObject({ state: 'imReady', failure: null });
  expect(cloud.calls.methods).toContain('im.close');
  expect((await session.loginIm(bob)).im).toMatchObject({ accid: 'bob' });
});

test.each(['otherClient', 'server', 'kickedByClient', 'quiet'] as const)(
  'kicked (%s) while the answer of the login travels: the login rejects kicked, the session failed',
  async (reason) => {
    const { cloud, clock, session } = app();
    await session.initialize();
    cloud.faults.always('im.login', hop);
    const kicks: unknown[] = [];
    session.on('kicked', (event) => kicks.push(event.reason));
    const login = outcome(session.loginIm(alice));
    await clock.advance(10);
    cloud.server.kick('alice', reason);
    expect(session.snapshot).toMatchObject({ state: 'failed', im: null, failure: { error: { kind: 'kicked' } } });
    await clock.advance(10);
    expect(login.now).toBe('kicked');
    expect(kicks).toEqual([reason]);
    await session.recover();
    expect(session.snapshot).toMatchObject({ state: 'imReady' });
  },
);

test('a host that swaps the account during a reused meeting login, or logs out: one of the vendor’s codes', async () => {
  for (const [act, codes] of [
    // The SDK reports a swap as a logout and a login: the first of them is what makes the meeting login impossible.
    ['login', [100004, 100005]],
    ['logout', [100004]],
  ] as const) {
    const { cloud, clock, session } = app();
    cloud.host.login(alice);
    await session.initialize();
    expect(session.snapshot.im).toMatchObject({ accid: 'alice', owner: 'host' });
    cloud.faults.always('meeting.login', hop);
    const login = outcome(session.loginMeeting(ann));
    await clock.advance(10);
    if (act === 'login') cloud.host.login(bob);
    else cloud.host.logout();
    await clock.advance(100);
    expect(login.error).toMatchObject({ code: expect.toBeOneOf([...codes]) });
    expect(session.snapshot.state).toBe(act === 'login' ? 'imLoggedIn' : 'imReady');
    expect(cloud.meeting.status().phase).not.toBe('loggedIn');
  }
});
