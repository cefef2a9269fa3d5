import { Secret } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { alice, ann, ben, bob, heard, never, populated, refusal, room, secret, up, watch } from './cloud.ts';

describe('status() and subscribe()', () => {
  test('work before initialize()', async () => {
    const cloud = populated();
    expect(cloud.meeting.status()).toEqual({ phase: 'uninitialized' });
    const log = heard(cloud);
    await up(cloud, 'off');
    await cloud.meeting.login(ann, 'owned', never);
    cloud.server.endMeetingLogin('ann');
    expect(log.at(-1)).toBe('meeting.signedOut ready/ready');
  });

  test('status() has a meetingNum exactly while in a room', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    await cloud.meeting.login(ann, 'owned', never);
    expect(cloud.meeting.status()).toEqual({ phase: 'loggedIn', userUuid: 'ann', anonymous: false });
    await cloud.meeting.join(room, never);
    expect(cloud.meeting.status()).toEqual({
      phase: 'loggedIn',
      userUuid: 'ann',
      anonymous: false,
      meetingNum: '100',
    });
    await cloud.meeting.leave();
    expect(cloud.meeting.status()).not.toHaveProperty('meetingNum');
    await cloud.meeting.logout();
    await cloud.meeting.joinAnonymously(room, never);
    expect(cloud.meeting.status()).toEqual({ phase: 'loggedIn', anonymous: true, meetingNum: '100' });
    await cloud.meeting.leave();
    expect(cloud.meeting.status()).toEqual({ phase: 'ready' });
  });

  test('no event is an echo of a call', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    const types: string[] = [];
    cloud.meeting.subscribe(({ type }) => types.push(type));
    await cloud.meeting.login(ann, 'owned', never);
    await cloud.meeting.join(room, never);
    await cloud.meeting.leave();
    await cloud.meeting.logout();
    await cloud.meeting.joinAnonymously(room, never);
    await cloud.meeting.leave();
    await cloud.meeting.close();
    expect(types).toEqual([]);
  });
});

describe('login()', () => {
  test.each([
    ['an unknown account', { userUuid: 'nobody', token: secret('x') }, 'badCredentials', 402],
    ['a wrong token', { userUuid: 'ann', token: secret('x') }, 'badCredentials', 1027],
  ] as const)('%s is refused and leaves nothing behind', async (_, account, kind, code) => {
    const cloud = populated();
    await up(cloud, 'off');
    expect((await refusal(cloud.meeting.login(account, 'owned', never), kind)).vendor?.code).toBe(code);
    expect([cloud.meeting.status().phase, cloud.im.status().phase]).toEqual(['ready', 'ready']);
  });

  test('an expired token is refused until there is a new one', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    cloud.server.expireMeetingToken('ann');
    expect((await refusal(cloud.meeting.login(ann, 'owned', never), 'credentialsExpired')).vendor?.code).toBe(1026);
    cloud.server.setMeetingToken('ann', 'new');
    await cloud.meeting.login({ userUuid: 'ann', token: async () => secret('new') }, 'owned', never);
    expect(cloud.meeting.status()).toMatchObject({ userUuid: 'ann' });
  });

  test('a second login as the same member is no new login, as another one it is refused', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    expect(await cloud.meeting.login(ann, 'owned', never)).toEqual({ accid: 'alice' });
    expect(await cloud.meeting.login({ ...ann, userUuid: 'ANN' }, 'owned', never)).toEqual({ accid: 'alice' });
    await refusal(cloud.meeting.login(ben, 'owned', never), 'alreadyLoggedIn');
    expect(cloud.host.account).toBe('alice');
  });

  test('a mode that the kit was not initialised for is refused', async () => {
    const on = populated();
    await up(on, 'required');
    await refusal(on.meeting.login(ann, 'owned', never), 'unsupported');
    const off = populated();
    await up(off, 'off');
    await refusal(off.meeting.login(ann, 'reused', never), 'unsupported');
  });

  test('nobody logged in at the IM comes first, a wrong token before a wrong account, the line last', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    const wrong = { ...ann, token: secret('x') };
    await refusal(cloud.meeting.login(wrong, 'reused', never), 'imNotLoggedIn');
    await cloud.im.login(bob, never);
    await refusal(cloud.meeting.login(wrong, 'reused', never), 'badCredentials');
    await refusal(cloud.meeting.login(ann, 'reused', never), 'accountMismatch');
    cloud.network.drop();
    expect((await refusal(cloud.meeting.login(ben, 'reused', never), 'network')).vendor?.code).toBe(100003);
  });

  test('under reuse a line that is still down while the network is back is no network either', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    let token = Promise.resolve(secret('alice-token'));
    await cloud.im.login({ accid: 'alice', token: () => token }, never);
    token = new Promise(() => {});
    cloud.network.drop();
    cloud.network.heal();
    await refusal(cloud.meeting.login(ann, 'reused', never), 'network');
  });

  test('an app key that the server does not know is refused', async () => {
    const cloud = populated();
    await cloud.meeting.initialize({ appKey: 'nope', reuse: 'off' }, never);
    expect((await refusal(cloud.meeting.login(ann, 'owned', never), 'badCredentials')).vendor?.code).toBe(401);
  });

  test('owned, with an IM SDK that nobody brought up: the kit does, and takes it down', async () => {
    const cloud = populated();
    await cloud.meeting.initialize({ appKey: 'app', reuse: 'auto' }, never);
    await cloud.meeting.login(ann, 'owned', never);
    expect(cloud.im.status()).toMatchObject({ accid: 'alice' });
    await cloud.meeting.close();
    expect(cloud.im.status().phase).toBe('uninitialized');
  });

  test('before initialize() it is refused', async () => {
    await refusal(populated().meeting.login(ann, 'owned', never), 'notInitialized');
  });

  test('when the bound IM account cannot log in, the meeting does not either', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    cloud.server.setImAccountEnabled('alice', false);
    await refusal(cloud.meeting.login(ann, 'owned', never), 'accountDisabled');
    expect(cloud.meeting.status().phase).toBe('ready');
  });
});

describe('join() and joinAnonymously()', () => {
  test.each(['join', 'joinAnonymously'] as const)('%s: rooms that cannot be entered', async (how) => {
    const cloud = populated();
    await up(cloud, 'off');
    if (how === 'join') await cloud.meeting.login(ann, 'owned', never);
    cloud.server.addRoom({ meetingNum: 'secret', password: 'pw' }).addRoom({ meetingNum: 'locked', locked: true });
    const enter = (meetingNum: string, password?: Secret) =>
      cloud.meeting[how]({ meetingNum, displayName: 'Me', ...(password && { password }) }, never);
    const before = cloud.im.status();
    expect((await refusal(enter('404'), 'meetingNotFound')).vendor?.code).toBe(3104);
    expect((await refusal(enter('locked'), 'meetingLocked')).vendor?.code).toBe(1019);
    expect((await refusal(enter('secret'), 'badMeetingPassword')).vendor?.code).toBe(1020);
    expect((await refusal(enter('secret', secret('x')), 'badMeetingPassword')).vendor?.code).toBe(1020);
    expect(cloud.im.status()).toEqual(before);
    expect(await enter('secret', secret('pw'))).toMatchObject({ meetingNum: 'secret' });
    cloud.server.setRoomLocked('secret', true);
    expect(cloud.meeting.status()).toMatchObject({ meetingNum: 'secret' });
  });

  test('join needs a login, and one room at a time', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    await refusal(cloud.meeting.join(room, never), 'notLoggedIn');
    await cloud.meeting.login(ann, 'owned', never);
    await cloud.meeting.join(room, never);
    expect((await refusal(cloud.meeting.join(room, never), 'alreadyInMeeting')).vendor?.code).toBe(-6);
  });

  test('a guest gets an IM account for as long as the room lasts', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    const { accid } = await cloud.meeting.joinAnonymously(room, never);
    expect(cloud.im.status()).toMatchObject({ phase: 'loggedIn', accid });
    expect(cloud.server.isOnline(accid)).toBe(true);
    await refusal(cloud.meeting.joinAnonymously(room, never), 'alreadyInMeeting');
    await cloud.meeting.leave();
    expect([cloud.meeting.status().phase, cloud.im.status().phase]).toEqual(['ready', 'ready']);
    const again = await cloud.meeting.joinAnonymously(room, never);
    expect(again.accid).not.toBe(accid);
  });

  test("a guest's account is gone with the guest, also when its login fails", async () => {
    const cloud = populated();
    await up(cloud, 'off');
    const { accid } = await cloud.meeting.joinAnonymously(room, never);
    await cloud.meeting.logout();
    expect(() => cloud.server.kick(accid)).toThrow(accid);

    const other = populated();
    other.host.initialize('another-app');
    other.server.addApp('another-app');
    await other.meeting.initialize({ appKey: 'app', reuse: 'auto' }, never);
    await refusal(other.meeting.joinAnonymously(room, never), 'badCredentials');
    expect(other.meeting.status().phase).toBe('ready');
    expect(() => other.server.kick('guest-1')).toThrow('guest-1');
  });

  test('in mode owned a member joins whatever the IM line does, as long as there is a network', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    await cloud.meeting.login(ann, 'owned', never);
    cloud.network.drop();
    await refusal(cloud.meeting.join(room, never), 'network');
    await cloud.meeting.logout();
    await refusal(cloud.meeting.joinAnonymously(room, never), 'network');
    cloud.network.heal();
    await cloud.meeting.joinAnonymously(room, never);
  });

  test('auto: a member whose IM the kit logged in is told that it is a member', async () => {
    const cloud = populated();
    await up(cloud, 'auto');
    await cloud.meeting.login(ann, 'owned', never);
    await refusal(cloud.meeting.joinAnonymously(room, never), 'alreadyLoggedIn');
  });

  test('a room that is locked now lets nobody else in', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    cloud.server.setRoomLocked('100', true);
    await refusal(cloud.meeting.joinAnonymously(room, never), 'meetingLocked');
    cloud.server.setRoomLocked('100', false);
    await cloud.meeting.joinAnonymously(room, never);
  });

  test('a member cannot join as a guest', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    await cloud.meeting.login(ann, 'owned', never);
    expect((await refusal(cloud.meeting.joinAnonymously(room, never), 'alreadyLoggedIn')).vendor?.code).toBe(-102);
  });
});

describe('what the server ends', () => {
  test.each(['required', 'off'] as const)('%s: an expired token ends the login', async (reuse) => {
    const cloud = populated();
    await up(cloud, reuse);
    if (reuse === 'required') await cloud.im.login(alice, never);
    await cloud.meeting.login(ann, reuse === 'off' ? 'owned' : 'reused', never);
    await cloud.meeting.join(room, never);
    const log = heard(cloud);
    cloud.server.expireMeetingToken('ann');
    cloud.server.endMeetingLogin('ann');
    expect(log).toEqual(
      reuse === 'off'
        ? ['im.loggedOut ready/ready', 'meeting.credentialsExpired ready/ready']
        : ['meeting.credentialsExpired loggedIn/ready'],
    );
  });

  test('only the account that is meant is ended', async () => {
    const cloud = populated();
    const laptop = cloud.device();
    await up(cloud, 'off');
    await up(laptop, 'off');
    await cloud.meeting.login(ann, 'owned', never);
    await laptop.meeting.login(ben, 'owned', never);
    cloud.server.expireMeetingToken('ann');
    expect([cloud.meeting.status().phase, laptop.meeting.status().phase]).toEqual(['ready', 'loggedIn']);
    cloud.server.endMeetingLogin('ann');
    expect(laptop.meeting.status().phase).toBe('loggedIn');
  });

  test('a room that ends lets its members stay logged in, and logs its guests out', async () => {
    const cloud = populated();
    const tablet = cloud.device();
    await up(cloud, 'off');
    await up(tablet, 'off');
    await cloud.meeting.login(ann, 'owned', never);
    await cloud.meeting.join(room, never);
    await tablet.meeting.joinAnonymously(room, never);
    const member = heard(cloud);
    const guest = heard(tablet);
    const reasons: string[] = [];
    cloud.meeting.subscribe((event) => event.type === 'roomLeft' && reasons.push(event.reason));
    cloud.server.endRoom('100', 'host closed it');
    expect(reasons).toEqual(['host closed it']);
    expect(member).toEqual(['meeting.roomLeft loggedIn/loggedIn']);
    expect(guest).toEqual(['im.loggedOut ready/ready', 'meeting.roomLeft ready/ready']);
    await refusal(cloud.meeting.join(room, never), 'meetingNotFound');
  });

  test('a member can be removed, guests can be removed', async () => {
    const cloud = populated();
    const tablet = cloud.device();
    await up(cloud, 'off');
    await up(tablet, 'off');
    await cloud.meeting.login(ann, 'owned', never);
    await cloud.meeting.join(room, never);
    await tablet.meeting.joinAnonymously(room, never);
    cloud.server.removeFromRoom('100', 'ANN');
    expect(cloud.meeting.status()).not.toHaveProperty('meetingNum');
    expect(tablet.meeting.status()).toHaveProperty('meetingNum');
    cloud.server.removeFromRoom('100', null);
    expect(tablet.meeting.status()).toEqual({ phase: 'ready' });
  });
});

describe('logout(), leave() and close()', () => {
  test('are idempotent', async () => {
    const cloud = populated();
    const { meeting } = cloud;
    for (const end of [meeting.leave, meeting.logout, meeting.close]) {
      await end();
      await up(cloud, 'off');
      await meeting.login(ann, 'owned', never);
      await meeting.join(room, never);
      await Promise.all([end(), end()]);
      await end();
      await meeting.close();
    }
    expect(meeting.status()).toEqual({ phase: 'uninitialized' });
  });

  test('logout leaves the room too', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    await cloud.meeting.login(ann, 'owned', never);
    await cloud.meeting.join(room, never);
    await cloud.meeting.logout();
    await cloud.meeting.login(ann, 'owned', never);
    expect(cloud.meeting.status()).not.toHaveProperty('meetingNum');
  });

  test('close takes down the IM SDK that the kit brought up, and no other', async () => {
    const kit = populated();
    await up(kit, 'off');
    await kit.meeting.login(ann, 'owned', never);
    await kit.meeting.close();
    expect(kit.im.status()).toEqual({ phase: 'uninitialized' });

    const ours = populated();
    await up(ours, 'required');
    await ours.im.login(alice, never);
    await ours.meeting.login(ann, 'reused', never);
    await ours.meeting.close();
    expect(ours.im.status()).toMatchObject({ phase: 'loggedIn', accid: 'alice' });

    const host = populated();
    host.host.initialize();
    await up(host, 'off');
    await host.meeting.close();
    expect(host.im.status()).toEqual({ phase: 'ready', appKey: 'app' });
  });

  test.each([{ ignoreAbort: false }, { ignoreAbort: true }])(
    'no earlier call takes effect after close: %o',
    async (how) => {
      const cloud = populated();
      await up(cloud, 'off');
      cloud.faults.once('meeting.login', { ...how, delay: 100 });
      const login = watch(cloud.meeting.login(ann, 'owned', never));
      await cloud.meeting.close();
      await up(cloud, 'off');
      await cloud.clock.advance(100);
      expect(login.state).toBe('rejected');
      expect([cloud.meeting.status().phase, cloud.im.status().phase]).toEqual(['ready', 'ready']);
    },
  );
});

describe('losing the IM login', () => {
  test('a kick ends the IM first, then the meeting, and the kit is set up anew before the next login', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    await cloud.meeting.login(ann, 'reused', never);
    const log = heard(cloud);
    cloud.server.kick('alice');
    expect(log).toEqual(['im.kicked ready/loggedIn', 'meeting.signedOut ready/ready']);

    await cloud.im.login(alice, never);
    expect(await cloud.meeting.login(ann, 'reused', never)).toEqual({ accid: 'alice' });
    expect(cloud.im.status().phase).toBe('loggedIn');
  });

  test('in mode owned the kit notices whatever ends its IM login', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    const reasons: string[] = [];
    cloud.meeting.subscribe((event) => event.type === 'signedOut' && reasons.push(event.reason));
    await cloud.meeting.login(ann, 'owned', never);
    cloud.server.kick('alice');
    await cloud.meeting.login(ann, 'owned', never);
    cloud.host.login({ accid: 'bob', token: 'bob-token' });
    expect(cloud.meeting.status().phase).toBe('ready');
    await cloud.meeting.login(ann, 'owned', never);
    cloud.server.setImToken('alice', 'new');
    cloud.network.drop();
    cloud.network.heal();
    expect(reasons).toEqual(['kicked', 'imLoggedOut', 'credentialsRefused']);
  });

  test('a drop that heals is no loss', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    await cloud.meeting.login(ann, 'reused', never);
    cloud.network.drop();
    expect(cloud.meeting.status()).toMatchObject({ userUuid: 'ann' });
    await refusal(cloud.meeting.join(room, never), 'network');
    cloud.network.heal();
    await cloud.meeting.join(room, never);
  });

  test('under reuse the kit does not notice the host logging the IM out or somebody else in, until it needs the IM', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    await cloud.meeting.login(ann, 'reused', never);
    cloud.host.logout();
    expect(cloud.meeting.status()).toMatchObject({ userUuid: 'ann' });
    await refusal(cloud.meeting.join(room, never), 'imNotLoggedIn');
    await cloud.im.login(bob, never);
    await refusal(cloud.meeting.join(room, never), 'accountMismatch');
    await cloud.meeting.logout();
    await cloud.meeting.login(ben, 'reused', never);
    expect(cloud.host.account).toBe('bob');
  });
});

test('a password reaches the kit only', async () => {
  const cloud = populated();
  await up(cloud, 'off');
  const password = new Secret('room-password');
  await cloud.meeting.joinAnonymously({ ...room, password }, never);
  expect(JSON.stringify(cloud.calls.all)).not.toContain('room-password');
});
