import { describe, expect, test } from 'vitest';
import { alice, never, populated, refusal, secret, up } from './cloud.ts';

describe('creating accounts', () => {
  test('the same request twice answers the same account', async () => {
    const { accounts } = populated();
    const first = await accounts.createImAccount({ accid: 'Carol', token: 'c' });
    expect(first).toEqual({ accid: 'carol', token: 'c' });
    expect(await accounts.createImAccount({ accid: 'carol', token: 'c' })).toEqual(first);
    expect(await accounts.createImAccount({ accid: 'carol' })).toEqual(first);
    const request = { userUuid: 'cat', accid: 'carol', imToken: 'c' };
    const meeting = await accounts.createMeetingAccount(request);
    expect(meeting).toMatchObject({ userUuid: 'cat', accid: 'carol' });
    expect(await accounts.createMeetingAccount(request)).toEqual(meeting);
  });

  test('an account without a token of its own gets one that works', async () => {
    const cloud = populated();
    const { accid, token } = await cloud.accounts.createImAccount({ accid: 'carol' });
    const { userUuid, userToken } = await cloud.accounts.createMeetingAccount({
      userUuid: 'cat',
      accid,
      imToken: token,
    });
    await up(cloud, 'required');
    await cloud.im.login({ accid, token: secret(token) }, never);
    expect(await cloud.meeting.login({ userUuid, token: secret(userToken) }, 'reused', never)).toEqual({ accid });
  });

  test.each([
    ['an IM account with another token', 409, 'vendor'],
    ['an unknown IM account', 701, 'badCredentials'],
    ['an IM account bound already', 703, 'vendor'],
    ['a bad IM token', 704, 'badCredentials'],
    ['a meeting account bound elsewhere', 409, 'vendor'],
    ['an unknown meeting account', 404, 'badCredentials'],
  ] as const)('%s: %d', async (what, code, kind) => {
    const { accounts } = populated();
    const calls = {
      'an IM account with another token': () => accounts.createImAccount({ accid: 'alice', token: 'x' }),
      'an unknown IM account': () => accounts.createMeetingAccount({ userUuid: 'x', accid: 'x', imToken: 'x' }),
      'an IM account bound already': () =>
        accounts.createMeetingAccount({ userUuid: 'x', accid: 'alice', imToken: 'alice-token' }),
      'a bad IM token': () => accounts.createMeetingAccount({ userUuid: 'x', accid: 'alice', imToken: 'x' }),
      'a meeting account bound elsewhere': () =>
        accounts.createMeetingAccount({ userUuid: 'ben', accid: 'alice', imToken: 'alice-token' }),
      'an unknown meeting account': () => accounts.refreshMeetingToken('x'),
    };
    const error = await refusal(calls[what](), kind);
    expect(error.vendor).toEqual({ name: 'memory', surface: 'server', code });
    expect(error.message).not.toContain('token"');
  });
});

describe('changing accounts', () => {
  test('a refreshed IM token: the line stays, the next login needs the new one', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    const { token } = await cloud.accounts.refreshImToken('ALICE');
    expect(cloud.im.status()).toMatchObject({ line: 'online' });
    await cloud.im.logout();
    await refusal(cloud.im.login(alice, never), 'badCredentials');
    await cloud.im.login({ accid: 'alice', token: secret(token) }, never);
  });

  test('a refreshed meeting token replaces an expired one', async () => {
    const cloud = populated();
    await up(cloud, 'off');
    cloud.server.expireMeetingToken('ann');
    const { userToken } = await cloud.accounts.refreshMeetingToken('ann');
    expect(await cloud.meeting.login({ userUuid: 'ann', token: secret(userToken) }, 'owned', never)).toEqual({
      accid: 'alice',
    });
  });

  test('disabling refuses the next login, enabling allows it again, a kick ends every login', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    await cloud.accounts.setImAccountEnabled('alice', false);
    expect(cloud.host.account).toBe('alice');
    await cloud.accounts.kick('alice');
    expect(cloud.host.account).toBeNull();
    await refusal(cloud.im.login(alice, never), 'accountDisabled');
    await cloud.accounts.setImAccountEnabled('alice', true);
    await cloud.im.login(alice, never);
  });

  test('bindings can be looked up, here and through the directory', async () => {
    const { accounts, directory, network } = populated();
    expect(await accounts.boundAccid('ANN')).toBe('alice');
    expect(await accounts.boundAccid('nobody')).toBeUndefined();
    expect(await directory.boundAccid('ANN', never)).toBe('alice');
    expect(await directory.boundAccid('nobody', never)).toBeUndefined();
    network.drop();
    await refusal(directory.boundAccid('ann', never), 'network');
  });

  test('no token is logged', async () => {
    const cloud = populated();
    const { token } = await cloud.accounts.createImAccount({ accid: 'carol', token: 'carols-own' });
    await cloud.accounts.createMeetingAccount({ userUuid: 'cat', accid: 'carol', imToken: token });
    expect(cloud.calls.methods).toEqual(['accounts.createImAccount', 'accounts.createMeetingAccount']);
    expect(JSON.stringify(cloud.calls.all)).not.toContain('carols-own');
  });
});
