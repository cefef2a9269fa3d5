// The fakes under a real session: the story that the vendor's guide tells, and what the world does to it.
import { createMemoryCloud, ManualClock } from '@partyline/adapters/memory';
import { createSession, type ReusePolicy } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { populated, refusal } from './cloud.ts';

const alice = { accid: 'alice', token: 'alice-token' };
const ann = { userUuid: 'ann', token: 'ann-token' };
const ben = { userUuid: 'ben', token: 'ben-token' };
const room = { meetingNum: '100', displayName: 'Me' };

function opened(reuse: ReusePolicy = 'required') {
  const cloud = populated();
  return { cloud, session: createSession(cloud.ports, { appKey: 'app', reuse }) };
}

test('the reuse path: one IM login, shared, in the one order that works', async () => {
  const { cloud, session } = opened();
  const { state, mode, im } = await session.signIn({ im: alice, meeting: ann });
  expect({ state, mode, im }).toEqual({
    state: 'meetingLoggedIn',
    mode: 'reused',
    im: { accid: 'alice', owner: 'session', line: 'online' },
  });
  await session.joinMeeting(room);
  await session.signOut();
  await session.dispose();
  expect(cloud.calls.methods).toEqual([
    'im.subscribe',
    'meeting.subscribe',
    'im.initialize',
    'meeting.initialize',
    'im.login',
    'directory.boundAccid',
    'meeting.login',
    'meeting.join',
    'meeting.leave',
    'meeting.logout',
    'im.logout',
    'meeting.close',
    'im.close',
  ]);
  expect(cloud.listeners).toMatchObject({ im: 0, meeting: 0 });
  expect(cloud.im.status().phase).toBe('uninitialized');
});

test('100004, 100005 and 112001, each before the kit is asked', async () => {
  const { cloud, session } = opened();
  await session.initialize();
  expect((await refusal(session.loginMeeting(ann), 'imNotLoggedIn')).code).toBe(100004);
  expect((await refusal(session.joinAnonymously(room), 'anonymousUnderReuse')).code).toBe(112001);
  await session.loginIm(alice);
  expect((await refusal(session.loginMeeting(ben), 'accountMismatch')).code).toBe(100005);
  expect(cloud.calls.of('meeting.login')).toEqual([]);
  expect(session.snapshot.state).toBe('imLoggedIn');
});

test.each(['off', 'auto'] as const)('reuse %s: the kit logs the IM in by itself', async (reuse) => {
  const { cloud, session } = opened(reuse);
  const snapshot = await session.signIn({ meeting: ann });
  expect(snapshot).toMatchObject({ state: 'meetingLoggedIn', mode: 'owned', im: { accid: 'alice', owner: 'kit' } });
  await session.signOut();
  await session.joinAnonymously(room);
  await session.leaveMeeting();
  expect(session.snapshot.state).toBe('imReady');
  expect(cloud.host.account).toBeNull();
});

test('two sessions of one account: the newer one wins, the other says so', async () => {
  const { cloud, session } = opened();
  const other = createSession(cloud.device().ports, { appKey: 'app' });
  await session.signIn({ im: alice, meeting: ann });
  const kicks: unknown[] = [];
  session.on('kicked', (event) => kicks.push(event.reason));
  await other.signIn({ im: alice, meeting: ann });
  expect(kicks).toEqual(['otherClient']);
  expect(session.snapshot).toMatchObject({ state: 'failed', im: null });
  await session.signIn({ im: alice, meeting: ann });
  expect(session.snapshot.state).toBe('meetingLoggedIn');
  expect(other.snapshot.state).toBe('failed');
});

describe('the host, behind the session’s back', () => {
  test('a login is adopted and never ended', async () => {
    const { cloud, session } = opened();
    cloud.host.login(alice);
    await session.signIn({ meeting: ann });
    expect(session.snapshot.im?.owner).toBe('host');
    await session.signOut();
    await session.dispose();
    expect(cloud.host.account).toBe('alice');
  });

  test('a swap of accounts closes the reused meeting', async () => {
    const { cloud, session } = opened();
    await session.signIn({ im: alice, meeting: ann });
    cloud.host.login({ accid: 'bob', token: 'bob-token' });
    await session.until(({ state, busy }) => state === 'imLoggedIn' && busy === null);
    expect(session.snapshot).toMatchObject({ im: { accid: 'bob', owner: 'host' }, meeting: null });
    await cloud.clock.settle();
    expect(cloud.meeting.status().phase).toBe('ready');
  });
});

test('a token that expired shows on reconnect; a provider with a new one does not notice', async () => {
  const clock = new ManualClock();
  const cloud = createMemoryCloud({ appKey: 'app', clock });
  cloud.server.addImAccount(alice).addMeetingAccount({ ...ann, accid: 'alice' });
  const session = createSession(cloud.ports, { appKey: 'app' });
  let token = 'alice-token';
  await session.signIn({ im: { accid: 'alice', token: () => token }, meeting: ann });
  cloud.server.setImToken('alice', 'new');
  token = 'new';
  cloud.network.drop({ healAfter: 1600 });
  expect(session.snapshot.im?.line).toBe('reconnecting');
  await clock.advance(1600);
  expect(session.snapshot).toMatchObject({ state: 'meetingLoggedIn', im: { line: 'online' } });
  cloud.server.setImToken('alice', 'newer');
  cloud.network.drop({ healAfter: 1600 });
  await clock.advance(1600);
  expect(session.snapshot).toMatchObject({ state: 'failed', failure: { error: { kind: 'badCredentials' } } });
});

test.each([
  { never: true, ignoreAbort: true },
  { throws: new Error('raw') },
  { reject: 'anything' },
  { kind: 'network' as const, lands: true },
  { twice: true },
  { delay: 1e6, ignoreAbort: true },
])('a faulty IM login %o settles, and the session recovers', async (fault) => {
  const { cloud, session } = opened();
  await session.initialize();
  cloud.faults.once('im.login', fault);
  const call = session.loginIm(alice, { timeout: 100 }).then(
    () => 'resolved',
    () => 'rejected',
  );
  await cloud.clock.advance(100);
  expect(['resolved', 'rejected']).toContain(await call);
  await cloud.clock.advance(1e7);
  await session.signIn({ im: alice, meeting: ann });
  expect(session.snapshot.state).toBe('meetingLoggedIn');
});
