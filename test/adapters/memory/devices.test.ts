import { createMemoryCloud } from '@partyline/adapters/memory';
import { isSessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { alice, ann, heard, never, populated, refusal, up } from './cloud.ts';

describe('two devices of one IM account', () => {
  test('the second login kicks the first', async () => {
    const phone = populated();
    const laptop = phone.device();
    await up(phone, 'required');
    await up(laptop, 'required');
    await phone.im.login(alice, never);
    const reasons: unknown[] = [];
    phone.im.subscribe((event) => reasons.push(event));
    await laptop.im.login(alice, never);
    expect(reasons).toEqual([{ type: 'kicked', reason: 'otherClient' }]);
    expect(laptop.im.status()).toMatchObject({ accid: 'alice' });
    await phone.im.logout();
    expect(phone.server.isOnline('alice')).toBe(true);
  });

  test("a kit's own login kicks the account elsewhere", async () => {
    const phone = populated();
    const laptop = phone.device();
    await up(phone, 'required');
    await up(laptop, 'off');
    await phone.im.login(alice, never);
    const log = heard(phone);
    await laptop.meeting.login(ann, 'owned', never);
    expect(log).toEqual(['im.kicked ready/ready']);
  });

  test('who only reconnects does not evict whoever logged in meanwhile', async () => {
    const phone = populated();
    const laptop = phone.device();
    await up(phone, 'required');
    await up(laptop, 'required');
    await phone.im.login(alice, never);
    phone.network.drop();
    await laptop.im.login(alice, never);
    expect(phone.im.status()).toMatchObject({ phase: 'loggedIn', line: 'reconnecting' });
    const log = heard(phone);
    const reasons: unknown[] = [];
    phone.im.subscribe((event) => reasons.push(event));
    phone.network.heal();
    expect(log).toEqual(['im.kicked ready/ready']);
    expect(reasons).toEqual([{ type: 'kicked', reason: 'otherClient' }]);
    expect(laptop.im.status()).toMatchObject({ phase: 'loggedIn', line: 'online' });
  });

  test('a kick finds nobody while the line is down', async () => {
    const phone = populated();
    await up(phone, 'required');
    await phone.im.login(alice, never);
    phone.network.drop();
    phone.server.kick('alice');
    phone.network.heal();
    expect(phone.im.status()).toMatchObject({ phase: 'loggedIn', line: 'online' });
  });

  test('faults and logs are each device’s own', async () => {
    const phone = populated();
    const laptop = phone.device();
    phone.faults.always('all', { kind: 'network' });
    await refusal(phone.im.initialize({ appKey: 'app' }, never), 'network');
    await laptop.im.initialize({ appKey: 'app' }, never);
    expect([phone.calls.methods, laptop.calls.methods]).toEqual([['im.initialize'], ['im.initialize']]);
  });
});

describe('the fake host', () => {
  test('initialises where that is missing, and gets what the server refuses', () => {
    const { host, im } = populated();
    const refused = () => host.login({ accid: 'alice', token: 'wrong' });
    expect(refused).toThrow('invalid IM token (102302)');
    expect(host.account).toBeNull();
    host.login({ accid: 'alice', token: 'alice-token' });
    expect(host.status()).toEqual(im.status());
    host.logout();
    host.logout();
    expect(host.account).toBeNull();
  });

  test('interrupts a login that the session has under way', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    cloud.faults.once('im.login', { delay: 100 });
    const call = refusal(cloud.im.login(alice, never), 'superseded');
    cloud.host.logout();
    await cloud.clock.advance(100);
    await call;
    expect(cloud.host.account).toBeNull();
  });
});

describe('bad input', () => {
  const kindOf = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      return isSessionError(error) ? error.kind : error;
    }
    return 'accepted';
  };

  test.each([
    ['an unknown option', () => createMemoryCloud({ appkey: 'x' } as never)],
    ['an empty app key', () => createMemoryCloud({ appKey: '' })],
    ['an app key that is no string', () => createMemoryCloud({ appKey: 7 as never })],
    ['a log of nothing', () => createMemoryCloud({ callLog: 0 })],
    ['an empty accid', () => populated().server.addImAccount({ accid: '', token: 'x' })],
    ['an empty token', () => populated().server.addImAccount({ accid: 'x', token: '' })],
    ['a token that is no string', () => populated().server.setImToken('alice', 7 as never)],
    ['a binding to nobody', () => populated().server.addMeetingAccount({ userUuid: 'x', token: 'x', accid: 'nobody' })],
    ['an unknown account', () => populated().server.kick('nobody')],
    ['an unknown meeting account', () => populated().server.expireMeetingToken('nobody')],
    ['an unknown room', () => populated().server.endRoom('nowhere')],
    ['an unknown app', () => populated().server.kick('alice', 'server', { appKey: 'nope' })],
  ])('%s is invalidInput', (_, act) => {
    expect(kindOf(act)).toBe('invalidInput');
  });

  test('an app that is added twice keeps its accounts, a room that is added twice its people', async () => {
    const cloud = populated();
    cloud.server.addApp('app');
    await up(cloud, 'off');
    await cloud.meeting.login(ann, 'owned', never);
    await cloud.meeting.join({ meetingNum: '100', displayName: 'Me' }, never);
    cloud.server.addRoom({ meetingNum: '100', locked: true });
    expect(cloud.meeting.status()).toMatchObject({ meetingNum: '100' });
    cloud.server.endRoom('100');
    expect(cloud.meeting.status()).not.toHaveProperty('meetingNum');
  });
});
