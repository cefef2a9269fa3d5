import { type Emulator, startEmulator } from '@partyline/emulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, kitCall, SignedClient } from './signed-client.ts';

let emulator: Emulator;
let client: SignedClient;

beforeEach(async () => {
  emulator = await startEmulator();
  client = new SignedClient(emulator);
  emulator.addImAccount({ appKey: 'partyline', accid: 'alice', token: 'it' });
});
afterEach(() => emulator.close());

const user = (call: string, json: unknown, method = 'POST'): Promise<Answer> =>
  client.call(`${method} /e/meeting/api/${call}`, { json });
const login = (userUuid: string, token: string): Promise<Answer> =>
  kitCall(emulator, 'POST /scene/apps/partyline/v1/login', { user: userUuid, token });

describe('the current generation', () => {
  test('binds an IM account by its id and token, and the kit logs in with what it answers', async () => {
    const answer = await user('v2/add-user', { userUuid: 'alice', imToken: 'it', name: 'Alice', email: 'a@b.c' });
    const data = answer.body.data as Record<string, string>;
    expect(answer.body).toMatchObject({
      code: 0,
      msg: 'success',
      requestId: expect.any(String),
      ts: expect.any(Number),
    });
    expect(data).toMatchObject({ userUuid: 'alice', name: 'Alice', email: 'a@b.c', state: 1, departments: [] });
    expect(data.privateMeetingNum).toMatch(/^\d{10}$/);
    const entered = await login('alice', data.userToken ?? '');
    expect(entered.body.data).toMatchObject({ userUuid: 'alice', imKey: 'partyline', imToken: 'it' });
  });

  test('makes the IM account, too, when there is none', async () => {
    const { data } = (await user('v2/add-user', { userUuid: 'New.User' })).body as { data: Record<string, string> };
    expect(emulator.exportState().imAccounts.map(({ accid }) => accid)).toEqual(['alice', 'new.user']);
    expect(await login('New.User', data.userToken ?? '')).toMatchObject({
      code: 0,
      body: { data: { userUuid: 'new.user' } },
    });
  });

  test('a refused creation leaves nothing behind', async () => {
    const before = emulator.exportState();
    await user('v2/add-user', { userUuid: 'alice' });
    await user('v2/add-user', { userUuid: 'alice', imToken: 'guess' });
    await user('v2/add-user', { userUuid: 'nobody', imToken: 'it' });
    await user('v2/add-user', { userUuid: 'not an accid' });
    await user('v2/add-user', { userUuid: 'x'.repeat(65) });
    expect(emulator.exportState()).toEqual(before);
  });

  test('is looked up, changed, banned, unbanned, refreshed and deleted', async () => {
    const first = (await user('v2/add-user', { userUuid: 'alice', imToken: 'it', returnGeneratedPassword: true })).body;
    const { userToken = '', password = '' } = first.data as Record<string, string>;
    expect(password).toMatch(/^[0-9a-f]{12}$/);
    await user('v2/update-user', { userUuid: 'alice', name: 'A', shortMeetingNum: '1234' });
    const found = await client.call('GET /e/meeting/api/v2/batch-get-user?userUuids=alice,nobody');
    expect(found.body.data).toEqual([
      { userUuid: 'alice', name: 'A', shortMeetingNum: '1234', privateMeetingNum: expect.any(String), state: 1 },
    ]);
    await user('v1/ban-user', { userUuid: 'alice' });
    expect(await login('alice', userToken)).toMatchObject({ code: 403 });
    await user('v1/unban-user', { userUuid: 'alice' });
    expect(await login('alice', userToken)).toMatchObject({ code: 0 });
    const fresh = (await user('v1/refresh-user-token', { userUuid: 'alice' })).body.data as { userToken: string };
    expect(await login('alice', userToken)).toMatchObject({ code: 402 });
    expect(await login('alice', fresh.userToken)).toMatchObject({ code: 0 });
    await user('v2/delete-user', { userUuid: 'alice' });
    expect(await login('alice', fresh.userToken)).toMatchObject({ code: 402 });
    expect(await user('v2/add-user', { userUuid: 'alice', imToken: 'it' })).toMatchObject({ code: 0 });
  });
});

test('NERoom v3 creates and changes in snake case', async () => {
  const created = await client.call('POST /neroom/v3/users', {
    json: { user_uuid: 'alice', im_token: 'it', user_token: 'mt', user_name: 'Alice', icon: 'a.png' },
  });
  expect(created.body).toMatchObject({
    code: 0,
    request_id: expect.any(String),
    data: { user_uuid: 'alice', user_token: 'mt', user_name: 'Alice', icon: 'a.png' },
  });
  expect(await login('alice', 'mt')).toMatchObject({ code: 0 });
  await client.call('PATCH /neroom/v3/users/alice', { json: { user_token: 'mt2' } });
  expect(await login('alice', 'mt')).toMatchObject({ code: 402 });
  expect(await login('alice', 'mt2')).toMatchObject({ code: 0 });
});

test('NERoom v3 tells accounts in a batch with both tokens, and keeps them out of the event stream', async () => {
  emulator.addMeetingAccount({ appKey: 'partyline', userUuid: 'ann', userToken: 'mt-secret', accid: 'alice' });
  const seen: string[] = [];
  emulator.onEvent((event) => seen.push(JSON.stringify(event)));
  const answer = await client.call('GET /neroom/v3/users?user_uuids=ann,nobody');
  expect(answer.body).toMatchObject({
    code: 0,
    data: [{ user_uuid: 'ann', user_token: 'mt-secret', user_name: '', icon: '', im_token: 'it' }],
  });
  expect(seen.join()).toContain('im_token');
  expect(seen.join()).not.toContain('mt-secret');
  expect((await client.call('GET /neroom/v3/users')).code).toBe(400);
  const crowd = Array.from({ length: 101 }, (_, index) => `u${index}`).join(',');
  expect((await client.call(`GET /neroom/v3/users?user_uuids=${crowd}`)).code).toBe(400);
});

describe('the sample apps’ call', () => {
  const put = (json: object, path = '/apps/partyline/v1/users/alice'): Promise<Answer> =>
    client.call(`PUT ${path}`, { json: { imToken: 'it', ...json } });

  test('is harmless when repeated, changes only when told, and refuses when asked to', async () => {
    expect(await put({ userToken: 'mt', userName: 'A' })).toMatchObject({ code: 0 });
    expect((await put({ userToken: 'other' })).body.data).toMatchObject({ userToken: 'mt', userName: 'A' });
    expect((await put({ userToken: 'mt2', updateOnConflict: true })).body.data).toMatchObject({ userToken: 'mt2' });
    expect(await put({ assertNotExist: true })).toMatchObject({ code: 409 });
    expect(emulator.exportState().meetingAccounts).toMatchObject([{ userUuid: 'alice', userToken: 'mt2' }]);
  });

  test('is about the app that signed it', async () => {
    expect(await put({}, '/apps/another/v1/users/alice')).toMatchObject({ code: 403 });
  });
});

describe('the generation of 2020', () => {
  const ask = (call: string, json: unknown): Promise<Answer> => client.call(`POST /v1/account/${call}`, { json });

  test('creates, and finds from either side', async () => {
    const ret = (await ask('create', { imAccid: 'alice', imToken: 'it', shortId: '77' })).body.ret as Record<
      string,
      string
    >;
    expect(ret).toMatchObject({
      accountId: 'alice',
      shortId: '77',
      personalMeetingId: expect.stringMatching(/^\d{10}$/),
    });
    expect(await login('alice', ret.accountToken ?? '')).toMatchObject({ code: 0 });
    const view = { accountId: 'alice', shortId: '77', personalMeetingId: ret.personalMeetingId };
    expect((await ask('getByImAccid', { imAccid: 'ALICE' })).body.ret).toEqual(view);
    expect((await ask('getByAccountId', { accountId: 'alice' })).body.ret).toEqual(view);
  });

  test('changes token and short id', async () => {
    const { ret } = (await ask('create', {})).body as { ret: Record<string, string> };
    const fresh = (await ask('updateToken', { accountId: ret.accountId })).body.ret as Record<string, string>;
    expect(fresh.accountToken).not.toBe(ret.accountToken);
    expect(await ask('updateShortId', { accountId: ret.accountId, shortId: '5' })).toMatchObject({ code: 200 });
    expect(await ask('updateShortId', { accountId: ret.accountId, shortId: '5' })).toMatchObject({ code: 200 });
  });
});
