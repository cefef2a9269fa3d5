// Java's own HTTP client offers HTTP/2 with its first request to a server, and falls back when nobody takes it up. An app's
// server must reach the emulator with it.
import { connect, type Socket } from 'node:net';
import { type Emulator, signedHeaders, startEmulator } from '@partyline/emulator';
import { afterEach, beforeEach, expect, test } from 'vitest';

const app = { appKey: 'partyline', appSecret: 'partyline-secret' };
let emulator: Emulator;
let socket: Socket;
let heard = '';

beforeEach(async () => {
  emulator = await startEmulator();
  heard = '';
  socket = connect(emulator.port, '127.0.0.1');
  socket.on('data', (data) => {
    heard += data;
  });
});
afterEach(async () => {
  socket.destroy();
  await emulator.close();
});

const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n';
const create = (accid: string, nonce: string): [head: string, body: string] => {
  const body = JSON.stringify({ account_id: accid, token: 'it-token' });
  const headers = { ...signedHeaders(app, nonce, Date.now()), 'Content-Type': 'application/json' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST /im/v2/accounts HTTP/1.1\r\nHost: 127.0.0.1:${emulator.port}\r\n`;
  return [`${head}${offer}${lines.join('')}Content-Length: ${body.length}\r\n\r\n`, body];
};
const answered = (times: number) => expect.poll(() => heard.match(/HTTP\/1\.1 200 OK/g)?.length).toBe(times);
const accids = () => emulator.exportState().imAccounts.map(({ accid }) => accid);

test('a request that offers HTTP/2 is served as it is', async () => {
  socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${emulator.port}\r\n${offer}\r\n`);
  await answered(1);
  expect(heard).toContain('partyline emulator');
});

test('so is one with a body, and the next on the same connection, offer or not', async () => {
  const [head, body] = create('alice', 'n1');
  socket.write(head + body);
  await answered(1);
  socket.write(create('bob', 'n2').join(''));
  await answered(2);
  socket.write(create('carol', 'n3').join('').replace(offer, ''));
  await answered(3);
  expect(accids()).toEqual(['alice', 'bob', 'carol']);
});

test('a body that comes later is waited for', async () => {
  const [head, body] = create('alice', 'n1');
  socket.write(head + body.slice(0, 5));
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.write(body.slice(5));
  await answered(1);
  expect(accids()).toEqual(['alice']);
});

test('a connection that was served so is cut by close(), as any other', async () => {
  const [head] = create('alice', 'n1');
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(head);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await emulator.close();
  await closed;
});
