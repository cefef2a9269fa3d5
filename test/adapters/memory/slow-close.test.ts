// A close that takes its time undoes nothing of what was asked for after it.
import { expect, test } from 'vitest';
import { alice, ann, bob, never, populated, refusal, room, up, watch } from './cloud.ts';

const slow = { delay: 100 };

test('an initialize() during a slow close() of the IM port starts afresh and stays', async () => {
  const cloud = populated();
  await up(cloud, 'required');
  await cloud.im.login(alice, never);
  cloud.faults.always('im.close', slow);
  const closes = [watch(cloud.im.close()), watch(cloud.im.close())];
  await cloud.im.initialize({ appKey: 'app' }, never);
  expect(cloud.im.status()).toEqual({ phase: 'ready', appKey: 'app' });
  await cloud.im.login(bob, never);
  await cloud.clock.advance(1000);
  expect(cloud.im.status()).toMatchObject({ phase: 'loggedIn', accid: 'bob' });
  expect(closes).toEqual([{ state: 'resolved' }, { state: 'resolved' }]);
});

test('an initialize() during a slow close() of the meeting port starts afresh and stays', async () => {
  const cloud = populated();
  await up(cloud, 'off');
  await cloud.meeting.login(ann, 'owned', never);
  cloud.faults.once('meeting.close', slow);
  const closed = watch(cloud.meeting.close());
  await up(cloud, 'off');
  expect(cloud.meeting.status()).toEqual({ phase: 'ready' });
  await cloud.clock.advance(1000);
  expect(cloud.meeting.status()).toEqual({ phase: 'ready' });
  expect(closed).toEqual({ state: 'resolved' });
});

test('a login() during a slow close() finds nothing that is set up', async () => {
  const cloud = populated();
  await up(cloud, 'required');
  cloud.faults.once('im.close', slow);
  void cloud.im.close();
  await refusal(cloud.im.login(alice, never), 'notInitialized');
});

test('a close() that never takes effect keeps nobody from anything', async () => {
  const cloud = populated();
  await up(cloud, 'required');
  cloud.faults.once('im.close', { never: true });
  const closed = watch(cloud.im.close());
  await cloud.im.login(alice, never);
  await cloud.clock.advance(1000);
  expect(cloud.im.status()).toMatchObject({ phase: 'loggedIn', accid: 'alice' });
  expect(closed).toEqual({ state: 'pending' });
});

test('what was on its way before a logout() or a leave() does not land after it', async () => {
  const cloud = populated();
  await up(cloud, 'off');
  cloud.faults.once('meeting.login', slow);
  const login = watch(cloud.meeting.login(ann, 'owned', never));
  await cloud.meeting.logout();
  await cloud.clock.advance(1000);
  expect(login).toMatchObject({ state: 'rejected', error: { kind: 'superseded' } });
  expect(cloud.meeting.status()).toEqual({ phase: 'ready' });

  cloud.faults.once('meeting.joinAnonymously', slow);
  const guest = watch(cloud.meeting.joinAnonymously(room, never));
  await cloud.meeting.leave();
  await cloud.clock.advance(1000);
  expect(guest).toMatchObject({ state: 'rejected', error: { kind: 'superseded' } });
  expect(cloud.meeting.status()).toEqual({ phase: 'ready' });

  await cloud.meeting.login(ann, 'owned', never);
  await cloud.meeting.join(room, never);
  expect(cloud.meeting.status()).toMatchObject({ meetingNum: '100' });
});
