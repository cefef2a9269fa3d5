import { checkSum, defaultApp, type Emulator, ManualClock, signedHeaders, startEmulator } from '@partyline/emulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Answer, SignedClient } from './signed-client.ts';

const { appKey, appSecret } = defaultApp;
const clock = new ManualClock();
let emulator: Emulator;
let client: SignedClient;

beforeEach(async () => {
  emulator = await startEmulator({ clock });
  client = new SignedClient(emulator, clock);
});
afterEach(() => emulator.close());

const create = (accid: string, headers: Record<string, string | undefined> = {}): Promise<Answer> =>
  client.call('POST /nimserver/user/create.action', { form: { accid, token: 'it' }, headers });

test('a well signed call is let in', async () => {
  expect(await create('alice')).toMatchObject({ status: 200, code: 200 });
});

test('the sum is SHA-1 over secret, nonce and time in lower-case hex', () => {
  // Computed with `printf secretnonce123 | sha1sum`.
  expect(checkSum('secret', 'nonce', '123')).toBe('4355af677cad2d478986b25d8fab707b41fbcee5');
});

test.each(['AppKey', 'Nonce', 'CurTime', 'CheckSum'])('without %s the call is refused', async (name) => {
  expect(await create('alice', { [name]: undefined })).toMatchObject({ code: 414 });
  expect(emulator.exportState().imAccounts).toEqual([]);
});

test('another secret, another case and another app are refused', async () => {
  const now = clock.now();
  const wrong = signedHeaders({ appKey, appSecret: 'guess' }, 'n', now);
  expect(await create('alice', wrong)).toMatchObject({ code: 414 });
  const right = signedHeaders(defaultApp, 'n', now);
  expect(await create('alice', { ...right, CheckSum: right.CheckSum.toUpperCase() })).toMatchObject({ code: 414 });
  expect(await create('alice', signedHeaders({ appKey: 'nobody', appSecret }, 'n', now))).toMatchObject({ code: 403 });
  expect(emulator.exportState().imAccounts).toEqual([]);
});

test.each([['12ab'], ['-1'], ['1.5e9'], ['9'.repeat(13)]])('a CurTime of %s is refused', async (curTime) => {
  const headers = { Nonce: 'n', CurTime: curTime, CheckSum: checkSum(appSecret, 'n', curTime) };
  expect(await create('alice', headers)).toMatchObject({ code: 414 });
});

test('a nonce of 128 characters is let in, one of 129 is not', async () => {
  expect(await create('alice', signedHeaders(defaultApp, 'n'.repeat(128), clock.now()))).toMatchObject({ code: 200 });
  expect(await create('bob', signedHeaders(defaultApp, 'n'.repeat(129), clock.now()))).toMatchObject({ code: 414 });
});

test('a signature is good for five minutes either way, and not a second longer', async () => {
  const at = (seconds: number) => signedHeaders(defaultApp, `at${seconds}`, clock.now() + seconds * 1000);
  expect(await create('a', at(-300))).toMatchObject({ code: 200 });
  expect(await create('b', at(300))).toMatchObject({ code: 200 });
  expect(await create('c', at(-301))).toMatchObject({ code: 414 });
  expect(await create('d', at(301))).toMatchObject({ code: 414 });
});

test('the generation of 2020 gives a signature one minute', async () => {
  const at = (seconds: number) => signedHeaders(defaultApp, `old${seconds}`, clock.now() + seconds * 1000);
  const ask = (headers: Record<string, string>) => client.call('POST /v1/account/create', { json: {}, headers });
  expect(await ask(at(-60))).toMatchObject({ code: 200 });
  expect(await ask(at(-61))).toMatchObject({ code: 401 });
  expect(await ask(at(61))).toMatchObject({ code: 401 });
});

test('a call that was let in once is not let in again as long as its signature lives', async () => {
  const headers = signedHeaders(defaultApp, 'once', clock.now() + 300_000);
  expect(await create('alice', headers)).toMatchObject({ code: 200 });
  expect(await create('bob', headers)).toMatchObject({ code: 431 });
  clock.advance(600_000);
  expect(await create('bob', headers)).toMatchObject({ code: 431 });
  clock.advance(1000);
  expect(await create('bob', headers)).toMatchObject({ code: 414 });
  expect(emulator.exportState().imAccounts.map(({ accid }) => accid)).toEqual(['alice']);
});

test('a nonce is burnt across generations, but not by a call that was refused at the door', async () => {
  const headers = signedHeaders(defaultApp, 'shared', clock.now());
  expect(await create('alice', { ...headers, CheckSum: '0'.repeat(40) })).toMatchObject({ code: 414 });
  expect(await create('alice', headers)).toMatchObject({ code: 200 });
  expect(await client.call('GET /im/v2/accounts/alice', { headers })).toMatchObject({ code: 431 });
  expect(await client.call('POST /neroom/v3/users', { json: { user_uuid: 'x' }, headers })).toMatchObject({
    code: 401,
  });
});

test('two apps may use the same nonce', async () => {
  const other = { appKey: 'other', appSecret: 'other-secret' };
  emulator.setApp(other);
  expect(await create('alice', signedHeaders(defaultApp, 'same', clock.now()))).toMatchObject({ code: 200 });
  expect(await create('alice', signedHeaders(other, 'same', clock.now()))).toMatchObject({ code: 200 });
});

test('a new secret is needed from the moment the app has it', async () => {
  emulator.setApp({ appKey, appSecret: 'rotated' });
  expect(await create('alice')).toMatchObject({ code: 414 });
  expect(await create('alice', signedHeaders({ appKey, appSecret: 'rotated' }, 'r', clock.now()))).toMatchObject({
    code: 200,
  });
});
