// The five races that a well-known vendor's shared-login facade fails.
import { expect, test } from 'vitest';
import { alice, ann, app, ben, bob, hop, outcome } from '../regressions/app.ts';

test('login twice: both calls share one login', async () => {
  const { cloud, clock, session } = app();
  await session.initialize();
  cloud.faults.always('im.login', hop);
  const first = outcome(session.loginIm(alice));
  const second = outcome(session.loginIm({ ...alice, accid: 'ALICE' }));
  await clock.advance(20);
  expect([first.now, second.now]).toEqual(['resolved', 'resolved']);
  expect(cloud.calls.of('im.login')).toHaveLength(1);
  expect(outcome(session.loginIm(alice)).now).toBe('pending');
  await clock.settle();
  expect(cloud.calls.of('im.login')).toHaveLength(1);
});

test('login as B during login as A: B is refused, A is not harmed', async () => {
  const { cloud, clock, session } = app();
  await session.initialize();
  cloud.faults.always('im.login', hop);
  const a = outcome(session.loginIm(alice));
  const b = outcome(session.loginIm(bob));
  await clock.settle();
  expect([a.now, b.now]).toEqual(['pending', 'busy']);
  await clock.advance(20);
  expect(a.now).toBe('resolved');
  expect(cloud.im.status()).toMatchObject({ accid: 'alice' });
  expect(session.snapshot).toMatchObject({ state: 'imLoggedIn', im: { accid: 'alice', owner: 'session' } });
  const late = outcome(session.loginIm(bob));
  await clock.settle();
  expect(late.now).toBe('alreadyLoggedIn');
});

test('the SDK says ready before it acknowledges: logged in only when the call has answered', async () => {
  const { cloud, clock, session } = app();
  await session.initialize();
  cloud.faults.always('im.login', { delay: 10, answerDelay: 1_000 });
  const login = outcome(session.signIn({ im: alice, meeting: ann }));
  await clock.advance(10);
  expect(cloud.im.status().phase).toBe('loggedIn');
  expect(session.snapshot).toMatchObject({ state: 'imReady', busy: 'signIn', im: null });
  expect(cloud.calls.of('meeting.login')).toHaveLength(0);
  await clock.advance(1_000);
  expect(login.now).toBe('resolved');
  expect(session.snapshot).toMatchObject({ state: 'meetingLoggedIn', im: { owner: 'session' } });
});

test.each([
  ['obeys', {}],
  ['ignores', { ignoreAbort: true }],
])(
  'logout during login, the adapter %s its signal: logged out in the end, whichever lands first',
  async (_, manner) => {
    for (const moment of [0, 5, 10, 15, 19]) {
      const { cloud, clock, session } = app();
      await session.initialize();
      cloud.faults.always('im.login', { ...hop, ...manner });
      const login = outcome(session.loginIm(alice));
      await clock.advance(moment);
      const logout = outcome(session.logoutIm());
      await clock.advance(5_000);
      expect([login.now, logout.now], `after ${moment} ms`).toEqual(['superseded', 'resolved']);
      expect(session.snapshot, `after ${moment} ms`).toMatchObject({ state: 'imReady', busy: null, im: null });
      expect(cloud.im.status().phase, `after ${moment} ms`).toBe('ready');
    }
  },
);

test('logout before login: nothing happens, and the login after it works', async () => {
  const { cloud, clock, session } = app();
  for (const run of ['logoutMeeting', 'logoutIm', 'signOut'] as const) await session[run]();
  await session.initialize();
  const before = session.snapshot;
  for (const run of ['logoutMeeting', 'logoutIm', 'signOut'] as const) expect(await session[run]()).toBe(before);
  expect(cloud.calls.methods).not.toContain('im.logout');
  const out = outcome(session.logoutIm());
  const login = outcome(session.loginIm(bob));
  await clock.settle();
  expect(out.now).toBe('resolved');
  expect(login.now).toBe('resolved');
  expect((await session.loginMeeting(ben)).state).toBe('meetingLoggedIn');
});
