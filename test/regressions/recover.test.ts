// What the random runs found: a way out of `failed` that led nowhere.
import { expect, test } from 'vitest';
import { alice, ann, app, outcome } from './app.ts';

test('set-up never answered, and meanwhile the host logged in: recover() gets there, once', async () => {
  const { cloud, clock, session } = app();
  cloud.faults.once('im.initialize', { never: true, ignoreAbort: true });
  const up = outcome(session.initialize());
  await clock.settle();
  cloud.host.login(alice);
  await clock.advance(40_000);
  expect(up.now).toBe('timeout');
  expect(session.snapshot.state).toBe('failed');
  const again = outcome(session.recover());
  await clock.advance(10_000);
  expect(again.now).toBe('resolved');
  expect(session.snapshot).toMatchObject({ state: 'imLoggedIn', im: { accid: 'alice', owner: 'host' } });
  expect(cloud.calls.of('meeting.initialize').length).toBeLessThanOrEqual(2);
  expect(cloud.host.account).toBe('alice');
  const meeting = outcome(session.loginMeeting(ann));
  await clock.advance(10_000);
  expect(meeting.now).toBe('resolved');
});

test.each(['signOut', 'logoutIm', 'logoutMeeting'] as const)(
  'kicked while %s runs: the next sign-in works',
  async (teardown) => {
    const { cloud, clock, session } = app();
    await session.signIn({ im: alice, meeting: ann });
    cloud.faults.once('meeting.logout', { delay: 10, answerDelay: 10 });
    const out = outcome(session[teardown]());
    cloud.server.kick('alice');
    await clock.advance(1_000);
    expect(out.now).not.toBe('pending');
    const again = outcome(session.signIn({ im: alice, meeting: ann }));
    await clock.advance(1_000);
    expect(again.now).toBe('resolved');
    expect(session.snapshot.state).toBe('meetingLoggedIn');
  },
);
