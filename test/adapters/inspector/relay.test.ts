// The relay with real sockets, and with the inspector and the receiver that Stately publishes.
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import {
  createBrowserInspector,
  createWebSocketInspector,
  type InspectionMessage,
  viewerPage,
} from '@partyline/adapters/inspector';
import { type Relay, type RelayOptions, startRelay } from '@partyline/adapters/inspector/node';
import { createSession } from '@partyline/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { halfOpen } from '../../e2e/support/half-open.ts';
import { alice, ann, populated } from '../sessions.ts';
import { statelyInNode } from './stately.ts';

const stately = statelyInNode();

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function relay(options: Parameters<typeof startRelay>[0] = {}): Promise<Relay> {
  const started = await startRelay({ port: 0, ...options });
  closing.push(started.close);
  return started;
}

/** Somebody who listens at the relay; `until` waits for a message. */
function listener({ socketUrl }: Relay, origin?: string) {
  const socket = new WebSocket(socketUrl, origin === undefined ? {} : { origin });
  const heard: InspectionMessage[] = [];
  const waiting = new Set<() => void>();
  socket.on('error', () => {});
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)));
    for (const look of waiting) look();
  });
  closing.push(() => socket.terminate());
  const until = (what: (message: InspectionMessage) => boolean) =>
    new Promise<InspectionMessage>((resolve) => {
      const look = () => {
        const found = heard.find(what);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const opened = new Promise<string>((resolve) => {
    socket.once('open', () => resolve('open'));
    socket.once('unexpected-response', (_, { statusCode }) => resolve(String(statusCode)));
    socket.once('error', () => resolve('error'));
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  return { socket, heard, until, opened, closed };
}

/** A session that tells the relay about itself. */
function inspected({ socketUrl }: { readonly socketUrl: string }, name = 'one') {
  const inspector = createWebSocketInspector({ url: socketUrl, WebSocket, name });
  const session = createSession(populated().ports, { appKey: 'app', inspect: inspector.inspect });
  closing.push(inspector.stop, session.dispose);
  return { session, inspector };
}

const isLoggedIn = (message: InspectionMessage) =>
  message.type === '@xstate.snapshot' && JSON.stringify(message.snapshot.value) === '{"meetingLoggedIn":"idle"}';

describe('what is told', () => {
  test('reaches who listens already, who comes late, and Stately’s own receiver', async () => {
    const started = await relay();
    const early = listener(started);
    await early.opened;
    const types: unknown[] = [];
    const seen = new Promise<void>((resolve) => {
      stately.createWebSocketReceiver({ server: started.socketUrl }).subscribe((message) => {
        types.push(message.type);
        if (message.type === '@xstate.snapshot' && isLoggedIn(message as never)) resolve();
      });
    });
    const { session } = inspected(started, 'tab one');
    await session.signIn({ im: alice, meeting: ann });
    await early.until(isLoggedIn);
    await seen;
    const late = listener(started);
    await late.until(isLoggedIn);
    expect(late.heard[0]).toMatchObject({ type: '@xstate.actor', name: 'tab one' });
    expect(late.heard.map(({ id }) => id)).toEqual(early.heard.map(({ id }) => id));
    expect(types).toContain('@xstate.actor');
  });

  test('by Stately’s own inspector is passed on too', async () => {
    const started = await relay();
    const inspector = stately.createWebSocketInspector({ url: started.socketUrl });
    closing.push(inspector.stop);
    inspector.actor('somebody');
    inspector.event('somebody', 'hello');
    inspector.snapshot('somebody', { status: 'active', context: { count: 1 } });
    const { until } = listener(started);
    expect(await until(({ type }) => type === '@xstate.snapshot')).toMatchObject({
      snapshot: { context: { count: 1 } },
    });
  });

  test('while the relay was away arrives when it is back, each message once', async () => {
    const first = await relay();
    const { session } = inspected(first);
    await session.initialize();
    const before = listener(first);
    await before.until(({ type }) => type === '@xstate.snapshot');
    await first.close();
    await session.signIn({ im: alice, meeting: ann });
    const second = await relay({ port: Number(new URL(first.url).port) });
    const { until, heard } = listener(second);
    await until(isLoggedIn);
    const ids = heard.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(heard[0]).toMatchObject({ type: '@xstate.actor', name: 'one' });
  });
});

describe('who may connect', () => {
  test('a program may, a page of a named origin may, any other page may not', async () => {
    const started = await relay({ origins: ['http://localhost:5173'] });
    const { port } = new URL(started.url);
    const verdict = (origin?: string) => listener(started, origin).opened;
    expect(await verdict()).toBe('open');
    expect(await verdict('http://localhost:5173')).toBe('open');
    expect(await verdict(`http://127.0.0.1:${port}`)).toBe('open');
    for (const origin of ['https://evil.example', 'http://localhost:5174', 'http://localhost', 'null', 'file://']) {
      expect(await verdict(origin), origin).toBe('403');
    }
  });

  test('nobody may who calls this machine by another name', async () => {
    const started = await relay();
    const { port } = new URL(started.url);
    const asked = (host: string, headers: Record<string, string> = {}) =>
      new Promise((resolve) => {
        const call = request({ port, host: '127.0.0.1', headers: { host, ...headers } });
        call.on('response', (response) => resolve(response.resume().statusCode));
        call.on('upgrade', (_, socket) => resolve(socket.destroy() && 101));
        call.end();
      });
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version': '13',
    };
    expect(await asked(`localhost:${port}`)).toBe(200);
    expect(await asked(`127.0.0.1:${port}`, upgrade)).toBe(101);
    expect(await asked(`evil.example:${port}`)).toBe(403);
    expect(await asked(`evil.example:${port}`, upgrade)).toBe(403);
    expect(await asked(`evil.example:${port}`, { ...upgrade, origin: `http://evil.example:${port}` })).toBe(403);
  });

  test('nobody may from another machine: no other address of this one answers', async () => {
    const { url } = await relay();
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family, address }) => family === 'IPv4' && address !== '127.0.0.1')
      .map(({ address }) => address);
    // Where the machine has no other address, another one of the loopback network stands for it.
    for (const address of [...others, '127.0.0.2']) {
      const there = url.replace('127.0.0.1', address);
      await expect(fetch(there), there).rejects.toThrow();
    }
  });
});

describe('bad input', () => {
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
  const parts = '"_version":"0.7.2","id":"x","createdAt":"1","sessionId":"x","rootId":"x"';
  test.each([
    ['a text', 'no JSON'],
    ['an empty object', '{}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a type alone', '{"type":"@xstate.event"}'],
    ['a text in JSON', '"x"'],
    ['an actor without a name', `{"type":"@xstate.actor",${parts}}`],
    ['an event that is none', `{"type":"@xstate.event",${parts},"event":null}`],
    ['a snapshot that is none', `{"type":"@xstate.snapshot",${parts},"event":{"type":"x"},"snapshot":null}`],
    ['a message that is nested too deeply', `{"type":"@xstate.event",${parts},"event":{"type":"x","deep":${deep}}}`],
  ])('%s ends its connection only', async (_, text) => {
    const started = await relay();
    const bystander = listener(started);
    await bystander.opened;
    const { socket, opened, closed } = listener(started);
    await opened;
    socket.send(text);
    expect(await closed).toBe(1007);
    const { session } = inspected(started);
    await session.signIn({ im: alice, meeting: ann });
    await bystander.until(isLoggedIn);
  });

  test('a name that is no text is none, and the relay goes on listening', async () => {
    const started = await relay();
    const { opened, until } = listener(started);
    await opened;
    const inspector = createWebSocketInspector({ url: started.socketUrl, WebSocket, name: 5 as never });
    closing.push(inspector.stop);
    const session = createSession(populated().ports, { appKey: 'app', inspect: inspector.inspect });
    await session.initialize();
    expect(await until(({ type }) => type === '@xstate.actor')).toMatchObject({ name: 'session' });
    await session.dispose();
  });

  test('so do bytes, and a message that is too long', async () => {
    const started = await relay();
    for (const [data, code] of [
      [Buffer.from([1, 2, 3]), 1007],
      ['x'.repeat(1_000_001), 1009],
    ] as const) {
      const { socket, opened, closed } = listener(started);
      await opened;
      socket.send(data);
      expect(await closed).toBe(code);
    }
  });

  test('close() does not wait for who was refused and never closes', async () => {
    const { url, close } = await startRelay({ port: 0 });
    const socket = await halfOpen(url, '/', 'evil.test');
    try {
      await close();
      expect(socket.writable).toBe(true);
    } finally {
      socket.destroy();
    }
  });

  test('wrong options and a port that is taken are typed errors', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    closing.push(() => taken.close());
    const { port } = taken.address() as AddressInfo;
    const invalid = expect.objectContaining({ name: 'SessionError', kind: 'invalidInput' });
    await expect(startRelay({ port })).rejects.toEqual(invalid);
    await expect(startRelay({ port })).rejects.toThrow('choose another');
    await expect(startRelay({ port: 70_000 })).rejects.toEqual(invalid);
    for (const origins of [['*'], ['localhost:5173'], ['http://localhost:5173/'], [7], 'http://localhost:5173', 7]) {
      await expect(startRelay({ port: 0, origins: origins as string[] })).rejects.toEqual(invalid);
    }
    // Node would make a socket file of that name.
    for (const word of ['relay', '8477', true, null, Number.NaN]) {
      await expect(startRelay({ port: word as number })).rejects.toEqual(invalid);
    }
    await expect(startRelay({ prot: 0 } as RelayOptions)).rejects.toThrow('unknown option "prot"');
    for (const url of ['http://127.0.0.1', 'nowhere', '', 'ws://127.0.0.1/#there']) {
      expect(() => createWebSocketInspector({ url, WebSocket })).toThrow(invalid);
      expect(() => createWebSocketInspector({ url, WebSocket })).toThrow('url must be');
    }
    const refusing = (error: Error) =>
      class {
        constructor() {
          throw error;
        }
      };
    const refused = (made: unknown) => () => createWebSocketInspector({ WebSocket: made as typeof WebSocket });
    for (const name of ['SyntaxError', 'SecurityError']) {
      expect(refused(refusing(new DOMException('no', name)))).toThrow('url must be');
    }
    // Neither a class, nor one whose sockets are some, nor one that the platform lets nobody use: the address is right.
    for (const made of [() => ({}), class {}, refusing(new TypeError('no'))]) {
      expect(refused(made)).toThrow(invalid);
      expect(refused(made)).toThrow('WebSocket made no socket');
    }
  });
});

test('where the platform lacks what is needed, a typed error says what to do', () => {
  const unsupported = expect.objectContaining({ name: 'SessionError', kind: 'unsupported' });
  vi.stubGlobal('WebSocket', undefined);
  closing.push(vi.unstubAllGlobals);
  expect(() => createWebSocketInspector()).toThrow(unsupported);
  expect(() => createBrowserInspector()).toThrow(unsupported);
});

test('the relay’s page is the viewer, and there is nothing else', async () => {
  const { url } = await relay();
  expect(await (await fetch(url)).text()).toBe(viewerPage());
  expect((await fetch(`${url}package.json`)).status).toBe(404);
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});

test('closing it twice is closing it once, and ends every connection', async () => {
  const started = await relay();
  const { opened, closed } = listener(started);
  await opened;
  expect(started.close()).toBe(started.close());
  await started.close();
  expect(await closed).toBe(1006);
  await expect(fetch(started.url)).rejects.toThrow();
});
