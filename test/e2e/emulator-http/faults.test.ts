import { type Emulator, type EmulatorEvent, ManualClock, startEmulator } from '@partyline/emulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerOf, kitCall, SignedClient } from './signed-client.ts';

const clock = new ManualClock();
let emulator: Emulator;
let client: SignedClient;
let events: EmulatorEvent[];

beforeEach(async () => {
  emulator = await startEmulator({ clock });
  client = new SignedClient(emulator, clock);
  events = [];
  emulator.onEvent((event) => events.push(event));
  emulator.addImAccount({ appKey: 'partyline', accid: 'alice', token: 'it' });
  emulator.addMeetingAccount({ appKey: 'partyline', userUuid: 'alice', userToken: 'mt', accid: 'alice' });
});
afterEach(() => emulator.close());

const login = 'POST /scene/apps/partyline/v1/login';
const enter = () => kitCall(emulator, login, { user: 'alice', token: 'mt' });

/** Resolves when the fault has been met, so that a test can go on without a guess at the time. */
const struck = async (): Promise<void> => {
  while (!events.some(({ type }) => type === 'fault')) await new Promise((resolve) => setImmediate(resolve));
};

describe.each([
  ['kit', login, enter],
  ['server', 'GET /im/v2/accounts/alice', () => client.call('GET /im/v2/accounts/alice')],
] as const)('on the %s service', (service, command, ask) => {
  test('a code is answered in the dialect of the service, as often as told', async () => {
    emulator.addFault({ on: { service, command }, effect: { code: 500 }, times: 2 });
    expect(await ask()).toMatchObject({ status: 200, code: 500, body: { msg: expect.any(String) } });
    expect(await ask()).toMatchObject({ code: 500 });
    expect([0, 200]).toContain((await ask()).code);
    expect(events.filter(({ type }) => type === 'fault')).toMatchObject([
      { service, command },
      { service, command },
    ]);
  });

  test('a delay holds the answer until the clock has moved', async () => {
    emulator.addFault({ on: { service }, effect: { delayMs: 5000 } });
    let answered = false;
    const asked = ask().then((answer) => {
      answered = true;
      return answer;
    });
    await struck();
    clock.advance(4999);
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    clock.advance(1);
    expect([0, 200]).toContain((await asked).code);
  });

  test('never means never, and does not keep the emulator from closing', async () => {
    emulator.addFault({ on: { service }, effect: { never: true } });
    const outcome = ask().then(
      () => 'answered',
      () => 'cut off',
    );
    await struck();
    await emulator.close();
    expect(await outcome).toBe('cut off');
  });

  test('close cuts the connection without an answer', async () => {
    emulator.addFault({ on: { service }, effect: { close: true }, times: 1 });
    await expect(ask()).rejects.toThrow();
    expect([0, 200]).toContain((await ask()).code);
  });

  test('only the command and the account named are hit', async () => {
    emulator.addFault({ on: { service, command: 'POST /elsewhere' }, effect: { code: 500 } });
    emulator.addFault({ on: { service, account: 'bob' }, effect: { code: 500 } });
    expect([0, 200]).toContain((await ask()).code);
    emulator.addFault({ on: { service, account: 'ALICE' }, effect: { code: 503 } });
    expect((await ask()).code).toBe(503);
    emulator.clearFaults();
    expect([0, 200]).toContain((await ask()).code);
  });
});

test('the address book is late, silent, wrong or cut off like the rest', async () => {
  const ask = (): Promise<Response> => fetch(`${emulator.url}/lbs/webconf.jsp?k=partyline&id=alice`);
  const on = { service: 'lbs', command: '/lbs/webconf.jsp', account: 'alice' } as const;
  emulator.addFault({ on, effect: { code: 503 }, times: 1 });
  expect((await ask()).status).toBe(503);
  emulator.addFault({ on, effect: { code: 102302 }, times: 1 });
  expect((await ask()).status).toBe(500);
  emulator.addFault({ on, effect: { close: true }, times: 1 });
  await expect(ask()).rejects.toThrow();
  emulator.addFault({ on, effect: { delayMs: 100 }, times: 1 });
  events.length = 0;
  const late = ask();
  await struck();
  clock.advance(100);
  const link = `127.0.0.1:${emulator.port}`;
  expect(await (await late).json()).toMatchObject({ common: { 'mix.link': [link], 'link.default': [link] } });
  emulator.addFault({ on, effect: { never: true } });
  events.length = 0;
  const silent = ask().catch(() => 'cut off');
  await struck();
  await emulator.close();
  expect(await silent).toBe('cut off');
});

test('twice means that a call is handled twice and the second answer is heard', async () => {
  emulator.addFault({ on: { service: 'server' }, effect: { twice: true } });
  const created = await client.call('POST /nimserver/user/create.action', { form: { accid: 'bob' } });
  expect(created).toMatchObject({ code: 414, body: { desc: expect.stringContaining('exists') } });
  expect(emulator.exportState().imAccounts.map(({ accid }) => accid)).toEqual(['alice', 'bob']);
});

test('a fault of one service leaves the other alone', async () => {
  emulator.addFault({ on: { service: 'server' }, effect: { close: true } });
  expect(await enter()).toMatchObject({ code: 0 });
});

test('faults can be there before the first client', async () => {
  const broken = await startEmulator({ faults: [{ on: { service: 'kit' }, effect: { code: 503 } }] });
  try {
    expect(await answerOf(await fetch(`${broken.url}/e/apps/partyline/v1/skuEnv`))).toMatchObject({ code: 503 });
  } finally {
    await broken.close();
  }
});
