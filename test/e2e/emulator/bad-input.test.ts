import { type Emulator, type EmulatorEvent, ManualClock, startEmulator } from '@partyline/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NimClient, NimHost } from '../support/nim-clients.ts';
import { nimInNode } from '../support/nim-node.ts';
import { loginPacket, packet, property, summary } from '../support/packets.ts';
import { RawLink, rawUpgrade } from '../support/raw-link.ts';
import { loggedIn, loginStory } from './sdk-world.ts';

// One emulator for all of it: alice's session goes on beside every one of these clients and must notice nothing.
let emulator: Emulator;
let host: NimHost;
let alice: NimClient;
const stream: EmulatorEvent[] = [];

beforeAll(async () => {
  emulator = await startEmulator();
  for (const accid of ['alice', 'mallory'])
    emulator.addImAccount({ appKey: 'partyline', accid, token: `${accid}-token` });
  emulator.onEvent((event) => stream.push(event));
  host = await nimInNode();
  alice = await loggedIn(await host.open({ url: emulator.url, mode: 'binary' }), 'alice');
});

afterAll(async () => {
  expect(await alice.events()).toEqual(loginStory);
  expect(await alice.state()).toEqual([1, 1, 'alice']);
  expect(await alice.sendNotification('mallory', 'still here')).toEqual({ ok: true });
  await host.close();
  await emulator.close();
});

/** Why the stream says the newest line was closed; waits for it. */
async function closeReason(from: number): Promise<string | undefined> {
  for (;;) {
    const event = stream.slice(from).find((entry) => entry.type === 'line' && entry.change === 'close');
    if (event?.type === 'line') return event.reason;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const closedFor = (
  title: string,
  reason: RegExp,
  code: number,
  input: (link: RawLink) => void,
  path?: string,
): void => {
  test(`${title}: closed, with a reason in the stream`, async () => {
    const from = stream.length;
    const link = await RawLink.open(emulator.url, path === undefined ? undefined : await sessionPath());
    input(link);
    expect((await link.closed)[0]).toBe(code);
    expect(await closeReason(from)).toMatch(reason);
  });
};

const sessionPath = async (): Promise<string> => {
  const [id] = (await (await fetch(`${emulator.url}/socket.io/1/?t=1`)).text()).split(':');
  return `/socket.io/1/websocket/${id}`;
};

closedFor('an empty frame', /truncated/, 1002, (link) => link.send(Buffer.alloc(0)));
closedFor('a header cut short', /truncated/, 1002, (link) => link.send(Buffer.from([0, 26, 3])));
closedFor('a packet longer than its frame', /a packet of 99 bytes/, 1002, (link) =>
  link.send(Buffer.from([99, 1, 2, 0, 0, 0])),
);
closedFor('a body that announces four billion fields', /announced/, 1002, (link) =>
  link.send(packet(26, 3, 1, [255, 255, 255, 255, 15])),
);
closedFor('a login without a body', /truncated/, 1002, (link) => link.send(packet(26, 3, 1)));
closedFor('text on the binary link', /text frame/, 1002, (link) => link.send('hello'));
closedFor('a frame of 10 MB', /payload/i, 1009, (link) => link.send(Buffer.alloc(10 * 1024 * 1024)));
closedFor('bytes on the JSON link', /binary frame/, 1002, (link) => link.send(packet(26, 3, 1)), 'json');
closedFor('a frame that is not socket.io', /not a socket\.io frame/, 1002, (link) => link.send('hello'), 'json');
closedFor('a socket.io frame of an unknown type', /type 9/, 1002, (link) => link.send('9:::'), 'json');
closedFor('a message that is not JSON', /not JSON/, 1002, (link) => link.send('3:::{'), 'json');
closedFor('a message without a command', /number/, 1002, (link) => link.send('3:::{"Q":[]}'), 'json');
closedFor(
  'a login without parameters',
  /parameter 0/,
  1002,
  (link) => link.send('3:::{"SID":26,"CID":3,"SER":1}'),
  'json',
);

test('a frame without a mask, and one that stops in the middle: closed, with a reason in the stream', async () => {
  for (const [bytes, reason] of [
    [[0x82, 3, 0, 1, 2], /MASK/],
    [[0x82, 0x80 | 100, 0, 0, 0, 0, 0, 26], /closed/],
  ] as const) {
    const from = stream.length;
    const socket = await rawUpgrade(emulator.url);
    socket.end(Buffer.from(bytes));
    expect(await closeReason(from)).toMatch(reason);
  }
});

test('an unknown command is answered with 404, one before the login with 403, a second login with 403', async () => {
  const link = await RawLink.open(emulator.url);
  expect(summary(await link.send(packet(99, 99, 7)).next())).toBe('99_99 404');
  expect(summary(await link.send(packet(30, 1, 8, property({ 1: 'alice' }))).next())).toBe('30_1 403');
  expect(summary(await link.send(loginPacket('mallory')).next())).toBe('26_3 200');
  expect(summary(await link.send(loginPacket('mallory')).next())).toBe('26_3 403');
  expect(summary(await link.send(packet(99, 99, 9)).next())).toBe('99_99 404');
  link.socket.close();
  await link.closed;
});

test('a sender that takes its time over a frame is answered once the frame is whole', async () => {
  const link = await RawLink.open(emulator.url);
  const login = loginPacket('mallory');
  // A frame in pieces of one byte, each a WebSocket fragment of its own.
  for (let at = 0; at < login.length; at += 1) {
    link.socket.send(login.subarray(at, at + 1), { binary: true, fin: at === login.length - 1 });
    if (at % 40 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(summary(await link.next())).toBe('26_3 200');
  link.socket.terminate();
});

test("a WebSocket's own ping is answered, logged in or not", async () => {
  const from = stream.length;
  const link = await RawLink.open(emulator.url);
  for (const words of ['', 'are you there?']) {
    const answer = new Promise<string>((resolve) => link.socket.once('pong', (data) => resolve(data.toString())));
    link.socket.ping(words);
    expect(await answer).toBe(words);
  }
  link.socket.close();
  await closeReason(from);
});

test('pings whose answers nobody reads are left unanswered before they fill the memory', async () => {
  const from = stream.length;
  const socket = await rawUpgrade(emulator.url);
  socket.pause();
  const ping = Buffer.concat([Buffer.from([0x89, 0x80 | 125]), Buffer.alloc(4 + 125)]);
  const thousand = Buffer.concat(Array.from({ length: 1000 }, () => ping));
  for (let sent = 0; sent < 200; sent += 1) {
    if (!socket.write(thousand)) await new Promise((resolve) => socket.once('drain', resolve));
  }
  socket.write(Buffer.from([0x88, 0x80, 0, 0, 0, 0]));
  let answered = 0;
  socket.on('data', (bytes) => {
    answered += bytes.length;
  });
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.resume();
  await ended;
  await closeReason(from);
  expect(answered).toBeGreaterThan(127);
  expect(answered).toBeLessThan(200_000 * 127);
});

test('a client that does not read is cut off before it fills the memory', async () => {
  emulator.onPassthrough('/big', () => ({ body: 'x'.repeat(900_000) }));
  const link = await RawLink.open(emulator.url);
  await link.send(loginPacket('mallory')).next();
  const from = stream.length;
  link.socket.pause();
  for (let ser = 2; ser < 60; ser += 1) link.send(packet(22, 1, ser, property({ 2: '/big', 3: '2' })));
  expect(await closeReason(from)).toMatch(/does not read/);
  link.socket.terminate();
});

test('a flood on a frozen line is cut off', async () => {
  const link = await RawLink.open(emulator.url);
  await link.send(loginPacket('mallory')).next();
  const from = stream.length;
  emulator.line({ appKey: 'partyline', accid: 'mallory', action: 'freeze' });
  for (let ser = 0; ser <= 10_001; ser += 1) link.send(packet(1, 2, 0));
  expect(await closeReason(from)).toMatch(/frozen/);
});

test('a WebSocket to nowhere, and a JSON session that was never issued or is used twice, are refused with 404', async () => {
  const path = await sessionPath();
  const first = await RawLink.open(emulator.url, path);
  for (const nowhere of ['/', '/websockets', '/socket.io/1/websocket/invented', path]) {
    await expect(RawLink.open(emulator.url, nowhere)).rejects.toThrow('404');
  }
  first.socket.terminate();
});

test('who never logs in, or never says anything again, is closed when its time is up', async () => {
  const clock = new ManualClock();
  const slow = await startEmulator({ clock });
  try {
    slow.addImAccount({ appKey: 'partyline', accid: 'mallory', token: 'mallory-token' });
    const reasons: (string | undefined)[] = [];
    slow.onEvent((event) => event.type === 'line' && event.change === 'close' && reasons.push(event.reason));
    const [silent, quiet] = [await RawLink.open(slow.url), await RawLink.open(slow.url)];
    await quiet.send(loginPacket('mallory')).next();
    clock.advance(25_000);
    expect(reasons).toEqual([]);
    clock.advance(10_000);
    await silent.closed;
    expect(reasons).toEqual(['no login in time']);
    // A heartbeat in time buys another round.
    clock.advance(50_000);
    await quiet.send(packet(1, 2, 0)).next();
    clock.advance(90_000);
    expect(slow.exportState().connections).toBe(1);
    clock.advance(15_000);
    await quiet.closed;
    expect(reasons).toEqual(['no login in time', 'no heartbeat']);
    expect(slow.exportState().connections).toBe(0);
  } finally {
    await slow.close();
  }
});
