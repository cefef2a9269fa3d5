// A new state is a new world: nothing of the old one is left in it, and none is too large to be taken back.
import {
  defaultApp,
  type Emulator,
  type EmulatorEvent,
  ManualClock,
  signedHeaders,
  startEmulator,
} from '@partyline/emulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loginPacket } from '../support/packets.ts';
import { RawLink } from '../support/raw-link.ts';
import { SignedClient } from './signed-client.ts';

const appKey = 'partyline';
let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ rateLimit: { perSecond: 2, blockMs: 86_400_000 } });
});
afterEach(() => emulator.close());

test('a state of several megabytes that was exported is taken back', async () => {
  const accids = Array.from({ length: 8_000 }, (_, index) => `somebody-${index}`);
  const state = {
    apps: [{ appKey, appSecret: 'partyline-secret' }],
    imAccounts: accids.map((accid) => ({ appKey, accid, token: `token-of-${accid}` })),
    meetingAccounts: accids.map((accid) => ({ appKey, userUuid: accid, userToken: `token-of-${accid}`, accid })),
  };
  emulator.importState(state);
  const before = emulator.exportState();
  const body = await (await fetch(`${emulator.url}/__emulator/state`)).text();
  expect(body.length).toBeGreaterThan(1024 * 1024);
  emulator.reset();
  const events: EmulatorEvent[] = [];
  emulator.onEvent((event) => events.push(event));
  expect((await fetch(`${emulator.url}/__emulator/state`, { method: 'PUT', body })).status).toBe(200);
  // A reader of the event stream is told how much it was, and not all of it.
  const detail = { apps: 1, imAccounts: 8_000, meetingAccounts: 8_000 };
  expect(events).toEqual([{ at: expect.any(Number), type: 'control', control: 'PUT state', detail }]);
  expect(emulator.exportState()).toEqual(before);
  const largeAccount = await fetch(`${emulator.url}/__emulator/im-accounts`, { method: 'POST', body });
  expect(await largeAccount.text()).toContain('larger than');
});

test.each(['reset', 'importState'] as const)('%s forgets the nonces and the calls that were counted', async (how) => {
  const client = new SignedClient(emulator);
  const once = { headers: signedHeaders(defaultApp, 'once', Date.now()) };
  const lookUp = async () => (await client.call('GET /im/v2/accounts/alice', once)).code;
  const codes = [await lookUp(), await lookUp()];
  const blocked = await client.call('GET /im/v2/accounts/alice');
  const again = await client.call('GET /im/v2/accounts/alice');
  expect([...codes, blocked.code, again.code]).toEqual([102404, 431, 102404, 416]);
  if (how === 'reset') emulator.reset();
  else emulator.importState(emulator.exportState());
  expect(await lookUp()).toBe(102404);
});

test('a line that was evicted while it was frozen is cut with the others', async () => {
  // Time stands still: nobody else cuts it for saying nothing.
  const still = await startEmulator({ clock: new ManualClock() });
  try {
    still.addImAccount({ appKey, accid: 'alice', token: 'alice-token' });
    const link = (await RawLink.open(still.url)).send(loginPacket('alice'));
    await link.next();
    still.line({ appKey, accid: 'alice', action: 'freeze' });
    expect(still.kick({ appKey, accid: 'alice' })).toBe(1);
    still.reset();
    await expect.poll(() => link.socket.readyState).toBe(link.socket.CLOSED);
  } finally {
    await still.close();
  }
});

test('an IM account whose meeting account was deleted can be bound again', async () => {
  const client = new SignedClient(emulator);
  emulator.addImAccount({ appKey, accid: 'alice', token: 'alice-token' });
  emulator.addMeetingAccount({ appKey, userUuid: 'Ann', userToken: 'ann-token', accid: 'alice' });
  const bind = () => emulator.addMeetingAccount({ appKey, userUuid: 'anna', userToken: 'anna-token', accid: 'alice' });
  expect(bind).toThrow('has a meeting account already');
  await client.call('POST /e/meeting/api/v1/delete-user', { json: { userUuid: 'ANN' } });
  expect(bind()).toMatchObject({ userUuid: 'anna', accid: 'alice' });
});
