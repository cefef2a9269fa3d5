import { request } from 'node:http';
import { type Emulator, startEmulator } from '@partyline/emulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEvents } from './event-stream.ts';

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

interface Said {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function control(call: string, body?: unknown, headers: Record<string, string> = {}): Promise<Said> {
  const [method = '', name = ''] = call.split(' ');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${emulator.url}/__emulator/${name}`, { method, headers, body: text ?? null });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const appKey = 'partyline';

test('accounts and apps are made, read, exported, imported and reset', async () => {
  await control('POST apps', { appKey: 'two', appSecret: 's', policy: { max: 3 } });
  await control('POST im-accounts', { appKey, accid: 'Alice', token: 'it' });
  await control('POST meeting-accounts', { appKey, userUuid: 'alice', userToken: 'mt', accid: 'alice' });
  const { body: exported } = await control('GET state');
  expect(exported).toEqual({
    apps: [
      { appKey, appSecret: 'partyline-secret', policy: 'onePerAccount' },
      { appKey: 'two', appSecret: 's', policy: { max: 3 } },
    ],
    imAccounts: [{ appKey, accid: 'alice', token: 'it', enabled: true, profile: {} }],
    meetingAccounts: [{ appKey, userUuid: 'alice', userToken: 'mt', accid: 'alice', enabled: true, profile: {} }],
    connections: 0,
  });
  expect((await control('DELETE state')).body).toMatchObject({ imAccounts: [], meetingAccounts: [] });
  expect((await control('PUT state', exported)).body).toEqual(exported);
  expect(emulator.exportState()).toEqual(exported);
});

test('an app is changed, and its accounts stay', async () => {
  await control('POST im-accounts', { appKey, accid: 'alice', token: 'it' });
  const { body } = await control('POST apps', { appKey, appSecret: 'new', policy: 'onePerPlatform' });
  expect(body).toEqual({ appKey, appSecret: 'new', policy: 'onePerPlatform' });
  expect(emulator.exportState().imAccounts).toHaveLength(1);
});

test('tokens of both kinds are changed', async () => {
  await control('POST im-accounts', { appKey, accid: 'alice', token: 'it' });
  await control('POST meeting-accounts', { appKey, userUuid: 'alice', userToken: 'mt', accid: 'alice' });
  await control('POST tokens', { appKey, accid: 'ALICE', token: 'it2' });
  await control('POST tokens', { appKey, userUuid: 'alice', userToken: 'mt2' });
  const { imAccounts, meetingAccounts } = emulator.exportState();
  expect([imAccounts[0]?.token, meetingAccounts[0]?.userToken]).toEqual(['it2', 'mt2']);
});

test('kick and line say how many they reached', async () => {
  await control('POST im-accounts', { appKey, accid: 'alice', token: 'it' });
  expect(await control('POST kick', { appKey, accid: 'alice', reason: 4 })).toEqual({
    status: 200,
    body: { kicked: 0 },
  });
  for (const action of ['drop', 'freeze', 'thaw']) {
    expect(await control('POST line', { appKey, accid: 'alice', action })).toEqual({ status: 200, body: { lines: 0 } });
  }
});

test('faults are listed when one is added and gone when they are cleared', async () => {
  const fault = { on: { service: 'kit', command: 'POST /x', account: 'a' }, effect: { delayMs: 5 }, times: 2 };
  expect((await control('POST faults', fault)).body).toEqual({ faults: [fault] });
  expect((await control('DELETE faults')).body).toEqual({ faults: [] });
});

test.each([
  ['POST im-accounts', { appKey: 'partyline', accid: 'a' }],
  ['POST im-accounts', { appKey: 'partyline', accid: 'a', token: 7 }],
  ['POST im-accounts', { appKey: 'partyline', accid: 'a', token: 't', tocken: 'typo' }],
  ['POST apps', { appKey: 'x', appSecret: 's', policy: 'oneForAll' }],
  ['POST apps', { appKey: 'x', appSecret: 's', policy: { max: 0 } }],
  ['POST kick', { appKey: 'partyline', accid: 'a', reason: 5 }],
  ['POST line', { appKey: 'partyline', accid: 'a', action: 'bend' }],
  ['POST faults', { on: { service: 'rtc' }, effect: { close: true } }],
  ['POST faults', { on: { service: 'kit' }, effect: { delayMs: -1 } }],
  ['POST faults', { on: { service: 'kit' }, effect: { delayMs: 1, never: true } }],
  ['POST tokens', { appKey: 'partyline', accid: 'a', userToken: 't' }],
  ['PUT state', { apps: [] }],
  ['PUT state', 'not JSON'],
  ['POST kick', ''],
])('%s refuses %j and changes nothing', async (call, body) => {
  const before = emulator.exportState();
  const said = await control(call, body);
  expect(said).toMatchObject({
    status: 400,
    body: { error: { code: 'INVALID', message: expect.stringMatching(/\S/) } },
  });
  expect(emulator.exportState()).toEqual(before);
});

test('an account that is not there, one that is there already, an app that is not there', async () => {
  await control('POST im-accounts', { appKey, accid: 'alice', token: 'it' });
  const twice = await control('POST im-accounts', { appKey, accid: 'ALICE', token: 'it' });
  expect(twice).toMatchObject({ status: 409, body: { error: { code: 'ACCOUNT_EXISTS' } } });
  const unbound = await control('POST meeting-accounts', { appKey, userUuid: 'b', userToken: 't', accid: 'b' });
  expect(unbound).toMatchObject({ status: 404, body: { error: { code: 'ACCOUNT_UNKNOWN' } } });
  const lost = await control('POST kick', { appKey: 'nobody', accid: 'alice' });
  expect(lost).toMatchObject({ status: 404, body: { error: { code: 'APP_UNKNOWN' } } });
});

test('an import that does not hold together leaves the old state', async () => {
  await control('POST im-accounts', { appKey, accid: 'alice', token: 'it' });
  const before = emulator.exportState();
  const meetingAccounts = [{ appKey, userUuid: 'x', userToken: 't', accid: 'nobody' }];
  const said = await control('PUT state', { apps: [{ appKey, appSecret: 's' }], imAccounts: [], meetingAccounts });
  expect(said.status).toBe(404);
  expect(emulator.exportState()).toEqual(before);
});

test('an unknown control is answered with the list of those there are', async () => {
  const said = await control('POST nonsense', {});
  expect(said.status).toBe(404);
  expect(said.body.controls).toContain('POST /__emulator/kick');
  expect((await control('PATCH state', {})).status).toBe(404);
});

describe('only this machine', () => {
  /** `fetch` does not let a Host header through; Node's own client does. */
  const ask = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request(`${emulator.url}/__emulator/state`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      asked.on('error', reject);
      asked.end();
    });

  test.each(['127.0.0.1', 'localhost', '[::1]', '127.0.0.1:1', 'localhost:4870'])(
    'lets the name %s in',
    async (host) => {
      expect(await ask({ host })).toBe(200);
    },
  );

  test.each(['evil.test', 'evil.test:4870', '127.0.0.1.evil.test', '0.0.0.0', '192.168.0.1'])(
    'keeps the name %s out',
    async (host) => {
      expect(await ask({ host })).toBe(403);
    },
  );

  test('does not take a name with somebody’s name in it for a name', async () => {
    expect(await ask({ host: '127.0.0.1@evil.test' })).toBe(400);
  });

  test('lets its own page in, and no other', async () => {
    const host = `127.0.0.1:${emulator.port}`;
    expect(await ask({ host, origin: `http://${host}` })).toBe(200);
    for (const origin of ['http://evil.test', 'http://127.0.0.1:1', `https://${host}`, 'null', 'http://localhost']) {
      expect(await ask({ host, origin })).toBe(403);
    }
    expect(await ask({ host, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await ask({ host, 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await ask({ host, 'sec-fetch-site': 'same-origin' })).toBe(200);
  });

  test('a foreign page changes nothing, whatever it calls its body', async () => {
    const body = { appKey, accid: 'x', token: 't' };
    for (const type of ['text/plain', 'application/json', 'application/x-www-form-urlencoded']) {
      const headers = { origin: 'http://evil.test', 'content-type': type };
      expect((await control('POST im-accounts', body, headers)).status).toBe(403);
    }
    expect(emulator.exportState().imAccounts).toEqual([]);
  });
});

test('the events are heard over HTTP, each a JSON object, without the tokens', async () => {
  const events = await readEvents(emulator);
  await control('POST im-accounts', { appKey, accid: 'alice', token: 'it-is-secret' });
  await control('POST kick', { appKey, accid: 'alice' });
  const heard = await events.take(2);
  expect(heard).toMatchObject([
    { type: 'control', control: 'POST im-accounts', detail: { accid: 'alice', token: '***' } },
    { type: 'control', control: 'POST kick' },
  ]);
  expect(JSON.stringify(heard)).not.toContain('it-is-secret');
  await events.close();
});

test('closing the emulator ends the event stream', async () => {
  const events = await readEvents(emulator);
  await emulator.close();
  await events.ended;
});
