import { type Emulator, startEmulator } from '@partyline/emulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NimClient, NimHost } from '../support/nim-clients.ts';
import { nimInNode } from '../support/nim-node.ts';
import { kitCall, SignedClient } from './signed-client.ts';

let emulator: Emulator;
let server: SignedClient;
let place: NimHost;
let alice: NimClient;

beforeEach(async () => {
  emulator = await startEmulator();
  server = new SignedClient(emulator);
  place = await nimInNode();
  alice = await place.open({ url: emulator.url, mode: 'binary' });
});
afterEach(async () => {
  await place.close();
  await emulator.close();
  expect(place.strayed).toEqual([]);
});

async function aliceIsOnline(): Promise<void> {
  await server.call('POST /nimserver/user/create.action', { form: { accid: 'Alice', token: 'it' } });
  expect(await alice.login('alice', 'it')).toEqual({ ok: true });
}

/** The bodies of the kicks that go out from now on. */
function kicksHeard(): unknown[] {
  const bodies: unknown[] = [];
  emulator.onEvent((event) => {
    if (event.type === 'frame' && event.name === 'kicked') bodies.push(event.body);
  });
  return bodies;
}

test('an app’s server makes both accounts, and the real SDK and the kit’s login take what it answers', async () => {
  const made = await server.call('POST /im/v2/accounts', { json: { account_id: 'Alice' } });
  const im = made.body.data as { account_id: string; token: string };
  const added = await server.call('POST /e/meeting/api/v2/add-user', {
    json: { userUuid: im.account_id, imToken: im.token },
  });
  const meeting = added.body.data as { userUuid: string; userToken: string };
  expect(await alice.login(im.account_id, im.token)).toEqual({ ok: true });
  const entered = await kitCall(emulator, 'POST /scene/apps/partyline/v1/login', {
    user: meeting.userUuid,
    token: meeting.userToken,
  });
  expect(entered.body.data).toMatchObject({ userUuid: im.account_id, imToken: im.token });
});

test('the kick of v2 reaches every line and names the devices', async () => {
  await aliceIsOnline();
  const heard = kicksHeard();
  const answer = await server.call('POST /im/v2/accounts/alice/actions/kick', {
    json: { type: 1, kick_notify_extension: 'maintenance' },
  });
  const { success_list: kicked, failed_list: failed } = answer.body.data as Record<string, unknown[]>;
  expect(kicked).toEqual([
    {
      device_id: expect.stringMatching(/\S/),
      client_type: 16,
      consid: expect.stringMatching(/\S/),
      login_time: expect.any(Number),
    },
  ]);
  expect(failed).toEqual([]);
  await alice.until('kicked 2 by 0');
  expect(heard).toEqual([[0, 2, 'maintenance', 0]]);
  expect(emulator.exportState().connections).toBe(0);
});

test.each([
  ['PATCH /im/v2/accounts/alice', { configuration: { enabled: false }, need_kick: true }],
  ['PATCH /im/v2/accounts/alice/actions/disable', { enabled: false, need_kick: true }],
])('%s with need_kick ends the line with the extension it was given', async (call, json) => {
  await aliceIsOnline();
  const heard = kicksHeard();
  await server.call(call, { json: { ...json, kick_notify_extension: 'bye' } });
  await alice.until('kicked 2 by 0');
  expect(heard).toEqual([[0, 2, 'bye', 0]]);
});

test('the kick of a device that is not online leaves the others alone', async () => {
  await aliceIsOnline();
  await server.call('POST /im/v2/accounts/alice/actions/kick', { json: { device_id_list: ['elsewhere'] } });
  expect(emulator.exportState().connections).toBe(1);
});

test('a block with kick ends the line and refuses the next login; without it the line stays', async () => {
  await aliceIsOnline();
  await server.call('POST /nimserver/user/block.action', { form: { accid: 'alice' } });
  expect(emulator.exportState().connections).toBe(1);
  await server.call('POST /nimserver/user/block.action', { form: { accid: 'alice', needkick: 'true' } });
  await alice.until('kicked 2 by 0');
  expect(await alice.login('alice', 'it')).toEqual({ ok: false, code: 102422 });
  await server.call('PATCH /im/v2/accounts/alice/actions/disable', { json: { enabled: true } });
  expect(await alice.login('alice', 'it')).toEqual({ ok: true });
});

test('a refreshed token leaves the line, and the old one is refused when the line comes back', async () => {
  await aliceIsOnline();
  const fresh = await server.call('PATCH /im/v2/accounts/alice/actions/refresh_token');
  expect((await alice.state())[0]).toBe(1);
  emulator.line({ appKey: 'partyline', accid: 'alice', action: 'drop' });
  await alice.until('loginFailed 102302');
  const { token } = fresh.body.data as { token: string };
  expect(await alice.login('alice', token)).toEqual({ ok: true });
});

test('a control message goes from the SDK to the meeting service and its answer comes back', async () => {
  await aliceIsOnline();
  // The driver sends an empty header, so the answer is a refusal: one only the meeting service can have given.
  const answer = await alice.httpProxy('/v1/sdk/meeting/control/host', '{"meetingId":"r","action":1}');
  expect(answer).toMatchObject({ ok: true, value: { body: expect.stringContaining('"code":400') } });
});
