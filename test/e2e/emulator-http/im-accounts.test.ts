import { type Emulator, startEmulator } from '@partyline/emulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SignedClient } from './signed-client.ts';

let emulator: Emulator;
let client: SignedClient;

beforeEach(async () => {
  emulator = await startEmulator();
  client = new SignedClient(emulator);
});
afterEach(() => emulator.close());

const stored = (accid: string) => emulator.exportState().imAccounts.find((account) => account.accid === accid);
const v1 = (action: string, form: Record<string, string>) =>
  client.call(`POST /nimserver/user/${action}.action`, { form });

test('v1 creates an account under its lower-case id and answers the token it was given', async () => {
  const answer = await v1('create', { accid: 'Alice@Example.COM', name: 'Alice', token: 'it', icon: 'i.png' });
  expect(answer.body).toEqual({ code: 200, info: { accid: 'alice@example.com', token: 'it', name: 'Alice' } });
  expect(stored('alice@example.com')).toMatchObject({ token: 'it', profile: { name: 'Alice', icon: 'i.png' } });
});

test('v1 makes up a token when none is given, a new one on refresh, and takes one on update', async () => {
  const made = (await v1('create', { accid: 'alice' })).body.info as { token: string };
  expect(made.token).toMatch(/^[0-9a-f]{32}$/);
  const fresh = (await v1('refreshToken', { accid: 'alice' })).body.info as { token: string };
  expect(fresh.token).toMatch(/^[0-9a-f]{32}$/);
  expect(fresh.token).not.toBe(made.token);
  expect(stored('alice')?.token).toBe(fresh.token);
  expect((await v1('update', { accid: 'ALICE', token: 'mine', name: 'A' })).body).toEqual({ code: 200 });
  expect(stored('alice')).toMatchObject({ token: 'mine', profile: { name: 'A' } });
});

test('v1 blocks and unblocks', async () => {
  await v1('create', { accid: 'alice' });
  expect((await v1('block', { accid: 'alice', needkick: 'true' })).body).toEqual({ code: 200 });
  expect(stored('alice')?.enabled).toBe(false);
  expect((await v1('unblock', { accid: 'alice' })).body).toEqual({ code: 200 });
  expect(stored('alice')?.enabled).toBe(true);
});

test('v1 looks accounts up by a JSON list of ids and never shows their tokens', async () => {
  await v1('create', { accid: 'alice', name: 'A', token: 'secret-a' });
  await v1('create', { accid: 'bob', token: 'secret-b' });
  const answer = await v1('getUinfos', { accids: '["Alice","bob"]' });
  expect(answer.body).toEqual({ code: 200, uinfos: [{ accid: 'alice', name: 'A' }, { accid: 'bob' }] });
});

test('v2 creates, looks up, changes and refreshes an account', async () => {
  const created = await client.call('POST /im/v2/accounts', {
    json: { account_id: 'Bob', token: 'it', user_information: { name: 'Bob', avatar: 'b.png', gender: 1 } },
  });
  expect(created.body).toEqual({
    code: 200,
    msg: 'success',
    data: {
      account_id: 'bob',
      token: 'it',
      configuration: { enabled: true },
      user_information: { name: 'Bob', avatar: 'b.png', gender: 1 },
    },
  });
  expect((await client.call('GET /im/v2/accounts/BOB')).body.data).toEqual({
    account_id: 'bob',
    configuration: { enabled: true },
  });
  await client.call('PATCH /im/v2/accounts/bob', { json: { token: 'new', configuration: { enabled: false } } });
  expect(stored('bob')).toMatchObject({ token: 'new', enabled: false });
  const { data } = (await client.call('PATCH /im/v2/accounts/bob/actions/refresh_token')).body;
  expect(stored('bob')?.token).toBe((data as { token: string }).token);
  expect(stored('bob')?.token).not.toBe('new');
});

test('v2 disables and enables; the profile of v1 and of v2 is one', async () => {
  await v1('create', { accid: 'bob', icon: 'b.png', ex: 'x' });
  const off = await client.call('PATCH /im/v2/accounts/bob/actions/disable', {
    json: { enabled: false, need_kick: true, kick_notify_extension: 'bye' },
  });
  expect(off.body).toMatchObject({ code: 200, data: { account_id: 'bob', configuration: { enabled: false } } });
  await client.call('PATCH /im/v2/accounts/bob/actions/disable', { json: { enabled: true } });
  expect(stored('bob')).toMatchObject({ enabled: true, profile: { icon: 'b.png', ex: 'x' } });
});

test('v2 says which of the devices to kick were not online', async () => {
  await v1('create', { accid: 'bob' });
  const all = await client.call('POST /im/v2/accounts/bob/actions/kick', { json: { type: 1 } });
  expect(all.body.data).toEqual({ success_list: [], failed_list: [] });
  const one = await client.call('POST /im/v2/accounts/bob/actions/kick', { json: { type: 2, device_id_list: ['d'] } });
  expect(one.body.data).toMatchObject({ failed_list: [{ device_id: 'd', error_code: 404 }] });
});

test('the two generations share the accounts, and an id is taken in every spelling', async () => {
  await v1('create', { accid: 'carol' });
  expect(await client.call('POST /im/v2/accounts', { json: { account_id: 'CAROL' } })).toMatchObject({ code: 414 });
  expect((await client.call('GET /im/v2/accounts/carol')).code).toBe(200);
});

test('accounts belong to their app', async () => {
  const other = { appKey: 'other', appSecret: 'other-secret' };
  emulator.setApp(other);
  await v1('create', { accid: 'alice' });
  const stranger = new SignedClient(emulator, undefined, other);
  expect(await stranger.call('GET /im/v2/accounts/alice')).toMatchObject({ code: 102404 });
  expect(await stranger.call('POST /im/v2/accounts', { json: { account_id: 'alice' } })).toMatchObject({ code: 200 });
});
