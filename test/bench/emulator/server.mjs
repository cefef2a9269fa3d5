// The server process of the benchmark: `node server.mjs emulator|floor`. Talks to the client process over IPC.
import { createServer } from 'node:http';
import { startEmulator } from '@partyline/emulator';
import { WebSocketServer } from 'ws';

/** The least a WebSocket server can do: a bare `ws` server that sends every frame back. */
async function startFloor() {
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
  sockets.on('connection', (socket) => {
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    socket.on('error', () => {});
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
}

async function startMeasured(accounts) {
  const emulator = await startEmulator();
  for (let at = 0; at < accounts; at += 1) {
    emulator.addImAccount({ appKey: 'partyline', accid: `user-${at}`, token: 'token' });
  }
  return emulator.port;
}

const [kind, accounts = '0'] = process.argv.slice(2);
const port = kind === 'floor' ? await startFloor() : await startMeasured(Number(accounts));

process.on('message', async (question) => {
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: (user + system) / 1000 });
    return;
  }
  if (question !== 'memory') process.exit(0);
  // Two collections with a pause between: sockets let go of things in finalizers.
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  process.send({ memory: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit(0));
process.send({ port });
