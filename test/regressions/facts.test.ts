// What the random runs found: the session said something that was not so.
import { expect, test } from 'vitest';
import { alice, ann, app, hop, outcome } from './app.ts';

test.each(['off', 'auto'] as const)(
  'owned (%s): the line drops while the answer of the login travels',
  async (reuse) => {
    const { cloud, clock, session } = app({ reuse });
    await session.initialize();
    cloud.faults.always('meeting.login', hop);
    const login = outcome(session.loginMeeting(ann));
    await clock.advance(10);
    expect(cloud.im.status().phase).toBe('loggedIn');
    cloud.network.drop();
    await clock.advance(10);
    expect(login.now).toBe('resolved');
    expect(cloud.im.status()).toMatchObject({ line: 'reconnecting' });
    expect(session.snapshot.im).toEqual({ accid: 'alice', owner: 'kit', line: 'reconnecting' });
  },
);

test('kicked while signOut logs the meeting out: nobody says any more that a meeting rides on the IM', async () => {
  const { cloud, clock, session } = app();
  await session.signIn({ im: alice, meeting: ann });
  cloud.faults.always('meeting.logout', hop);
  const out = outcome(session.signOut());
  cloud.server.kick('alice');
  expect(session.snapshot.state).not.toBe('meetingLoggedIn');
  expect(session.snapshot.im).toBe(null);
  await clock.advance(20);
  expect(out.now).toBe('resolved');
  expect(session.snapshot).toMatchObject({ state: 'imReady', busy: null, im: null, meeting: null });
});

test('owned: an interrupted login that cannot be undone is the kit’s, not the host’s', async () => {
  const { cloud, clock, session } = app({ reuse: 'off' });
  await session.initialize();
  cloud.faults.always('meeting.login', { ...hop, ignoreAbort: true }).once('meeting.logout', { kind: 'rateLimited' });
  const login = outcome(session.loginMeeting(ann));
  await clock.advance(10);
  const out = outcome(session.logoutMeeting());
  await clock.advance(20_000);
  expect(login.now).toBe('superseded');
  // It rejects, because the kit's status() still shows what it was to end.
  expect(out.now).toBe('rateLimited');
  expect(session.snapshot.im?.owner).not.toBe('host');
});

test('signOut goes on without the kit: once the IM is out, nobody says a meeting rides on it', async () => {
  const { cloud, clock, session } = app();
  await session.signIn({ im: alice, meeting: ann });
  cloud.faults.once('meeting.logout', { kind: 'network' }).once('im.logout', hop);
  const out = outcome(session.signOut());
  await clock.advance(10);
  expect(cloud.im.status().phase).toBe('ready');
  expect(session.snapshot.state).not.toBe('meetingLoggedIn');
  await clock.advance(10);
  expect(out.now).not.toBe('pending');
});
