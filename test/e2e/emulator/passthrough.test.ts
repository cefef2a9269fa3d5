// A handler behind the passthrough call is a test's own code: its mistakes reach the client as a refusal, the person as a
// reason on stderr, and nobody else.
import { type Emulator, type ProxyHandler, startEmulator } from '@partyline/emulator';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loginPacket, packet, property, summary } from '../support/packets.ts';
import { RawLink } from '../support/raw-link.ts';

let emulator: Emulator;
let link: RawLink;
const said = vi.spyOn(console, 'error').mockImplementation(() => {});

beforeEach(async () => {
  said.mockClear();
  emulator = await startEmulator();
  emulator.addImAccount({ appKey: 'partyline', accid: 'alice', token: 'alice-token' });
  link = (await RawLink.open(emulator.url)).send(loginPacket('alice'));
  await link.next();
});
afterEach(() => emulator.close());

const proxy = async (path: string): Promise<string> =>
  summary(await link.send(packet(22, 1, 2, property({ 2: path }))).next());

test.each([
  ['no body', {}, 'body: '],
  ['nothing', undefined, 'expected object'],
  ['a body that is no text', { body: { ok: true } }, 'body: '],
  ['a code that is no whole number', { code: 1.5, body: '' }, 'code: '],
])('an answer with %s is a 500 to the client, and a reason to the person', async (_, answer, reason) => {
  emulator.onPassthrough('/wrong', (() => answer) as unknown as ProxyHandler);
  expect(await proxy('/wrong')).toBe('22_1 500');
  expect(said).toHaveBeenCalledWith(
    expect.objectContaining({ name: 'CloudError', message: expect.stringContaining(reason) }),
  );
});

test('a handler that throws is one too', async () => {
  const mistake = new Error('my mistake');
  emulator.onPassthrough('/throws', () => {
    throw mistake;
  });
  expect(await proxy('/throws')).toBe('22_1 500');
  expect(said).toHaveBeenCalledWith(mistake);
});

test('a code that a packet has no room for is 500', async () => {
  emulator.onPassthrough('/below', () => ({ code: -1, body: '' }));
  emulator.onPassthrough('/above', () => ({ code: 70_000, body: '' }));
  expect(await proxy('/below')).toBe('22_1 500');
  expect(await proxy('/above')).toBe('22_1 500');
  emulator.addFault({ on: { service: 'link', command: 'heartbeat' }, effect: { code: -5 } });
  expect(summary(await link.send(packet(1, 2, 0)).next())).toBe('1_2 500');
});

test('a global expression answers every call, not every other', async () => {
  emulator.onPassthrough(/^\/calls/g, () => ({ body: 'yes' }));
  for (const _ of [1, 2, 3]) expect(await proxy('/calls?n=1')).toBe('22_1 200');
});
