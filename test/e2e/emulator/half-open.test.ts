// Whatever a client leaves open, close() ends: Ctrl-C must not wait for somebody else's socket.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Emulator, startEmulator } from '@partyline/emulator';
import { expect, test } from 'vitest';
import { halfOpen } from '../support/half-open.ts';

const lingering: Record<string, (emulator: Emulator) => Promise<Socket>> = {
  'was refused the link it asked for': ({ url }) => halfOpen(url, '/nowhere'),
  'was refused by a fault': async (emulator) => {
    emulator.addFault({ on: { service: 'link', command: 'connect' }, effect: { code: 503 } });
    return halfOpen(emulator.url, '/websocket');
  },
  'is connected': ({ url }) => halfOpen(url, '/websocket'),
  'has said nothing yet': async ({ port }) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    await once(socket, 'connect');
    return socket;
  },
};

test.each(Object.entries(lingering))('a client that %s and never closes', async (_, open) => {
  const emulator = await startEmulator();
  const socket = await open(emulator);
  try {
    await emulator.close();
    expect(socket.writable).toBe(true);
  } finally {
    socket.destroy();
  }
});
