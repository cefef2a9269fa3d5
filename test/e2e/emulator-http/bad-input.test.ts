import { connect } from 'node:net';
import { type Emulator, type EmulatorEvent, startEmulator } from '@partyline/emulator';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { kitCall, SignedClient } from './signed-client.ts';

let emulator: Emulator;
let client: SignedClient;

beforeEach(async () => {
  emulator = await startEmulator();
  client = new SignedClient(emulator);
});
afterEach(() => emulator.close());

const addUser = 'POST /e/meeting/api/v2/add-user';
const createV1 = 'POST /nimserver/user/create.action';
const createV2 = 'POST /im/v2/accounts';

test.each([
  [addUser, 400, '{"userUuid":'],
  [addUser, 400, '[]'],
  [addUser, 400, 'null and void'],
  [addUser, 400, '"text"'],
  [addUser, 400, '{"userUuid":{"$gt":""}}'],
  [createV2, 414, '{'],
  [createV2, 414, '{"account_id":["a"]}'],
  [createV2, 414, '{"account_id":"a","token":""}'],
])('%s answers %i to %s', async (call, code, text) => {
  expect(await client.call(call, { raw: { type: 'application/json', text } })).toMatchObject({ status: 200, code });
  expect(emulator.exportState().imAccounts).toEqual([]);
});

test.each([
  [addUser, 415, 'text/plain'],
  [addUser, 415, 'multipart/form-data; boundary=x'],
  [createV2, 414, 'application/xml'],
  [createV1, 414, 'application/json'],
])('%s answers %i to a body that is %s', async (call, code, type) => {
  expect(await client.call(call, { raw: { type, text: '{}' } })).toMatchObject({ code });
});

test('a body of two megabytes is refused by every service', async () => {
  const text = JSON.stringify({ userUuid: 'a', name: 'x'.repeat(2_000_000) });
  const raw = { type: 'application/json', text };
  expect(await client.call(addUser, { raw })).toMatchObject({ code: 400 });
  expect(await client.call(createV2, { raw })).toMatchObject({ code: 414 });
  const big = await fetch(`${emulator.url}/__emulator/im-accounts`, { method: 'POST', body: text });
  expect(big.status).toBe(400);
});

test.each(['a b', '', 'x'.repeat(33), 'ä', '../x', 'a\nb', 'a/b'])('%j is no account id', async (accid) => {
  expect(await client.call(createV1, { form: { accid } })).toMatchObject({ code: 414 });
  expect(await client.call(createV2, { json: { account_id: accid } })).toMatchObject({ code: 414 });
});

test('a token of 128 characters is taken, one of 129 is not', async () => {
  expect(await client.call(createV2, { json: { account_id: 'a', token: 't'.repeat(129) } })).toMatchObject({
    code: 414,
  });
  expect(await client.call(createV2, { json: { account_id: 'a', token: 't'.repeat(128) } })).toMatchObject({
    code: 200,
  });
});

test('the reason names the field and not what was in it', async () => {
  const answer = await client.call(createV2, { json: { account_id: 'a', token: 's3cret'.repeat(40) } });
  expect(answer.body.msg).toContain('token');
  expect(JSON.stringify(answer.body)).not.toContain('s3cret');
  const broken = await client.call(createV2, { raw: { type: 'application/json', text: '{"token":"s3cret"' } });
  expect(JSON.stringify(broken.body)).not.toContain('s3cret');
});

test('something that is not HTTP is answered with 400 and closed, and others do not notice', async () => {
  const said = await new Promise<string>((resolve, reject) => {
    const socket = connect(emulator.port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part) => {
      text += part;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    socket.write('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03');
  });
  expect(said).toMatch(/^HTTP\/1\.1 400 /);
  expect(await kitCall(emulator, 'GET /scene/apps/partyline/v1/skuEnv')).toMatchObject({ code: 0 });
});

test.each([
  ['a call', '/im/v2/accounts'],
  ['a control', '/__emulator/im-accounts'],
])('who goes away in the middle of the body of %s is no mistake of the emulator', async (_, path) => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
  const events: EmulatorEvent[] = [];
  emulator.onEvent((event) => events.push(event));
  const socket = connect(emulator.port, '127.0.0.1');
  const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${emulator.port}\r\nContent-Type: application/json\r\n`;
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(`${head}Content-Length: 100\r\n\r\n{"appKey":`);
  socket.end();
  socket.resume();
  await closed;
  if (path.startsWith('/im')) await expect.poll(() => events).toMatchObject([{ type: 'http', path, code: 414 }]);
  expect(await kitCall(emulator, 'GET /scene/apps/partyline/v1/skuEnv')).toMatchObject({ code: 0 });
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
});

test('a path nobody knows is a 404 that says so', async () => {
  const response = await fetch(`${emulator.url}/nothing/here`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: 'PATH_UNKNOWN' } });
});
