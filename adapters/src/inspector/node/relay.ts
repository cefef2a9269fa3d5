import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { SessionError } from '@partyline/core';
import { type WebSocket, WebSocketServer } from 'ws';
import { anObject } from '../../shared/an-object.ts';
import { type Known, unknownOption } from '../../shared/unknown-option.ts';
import { Backlog } from '../backlog.ts';
import { type InspectionMessage, isInspectionMessage } from '../protocol.ts';
import { viewerPage } from '../viewer/page.ts';

/** What `startRelay` takes. */
export interface RelayOptions {
  /** 8477 without it; 0 takes any that is free. */
  readonly port?: number | undefined;
  /** The origins of pages that may connect, e.g. `http://localhost:5173`, besides the relay's own page. */
  readonly origins?: readonly string[] | undefined;
}

const known: Known<RelayOptions> = { port: true, origins: true };

/** A relay that is running. */
export interface Relay {
  /** The viewer's page. */
  readonly url: string;
  /** What `createWebSocketInspector` connects to. */
  readonly socketUrl: string;
  /** Closes every connection and the server. Calling it again answers the same promise. */
  readonly close: () => Promise<void>;
}

/** Bytes: a message with the machine's definition is the longest there is and has about 100 kB. */
const longest = 1_000_000;
/** Bytes that may wait for a listener that does not read. */
const patience = 8_000_000;

function messageIn(data: string): InspectionMessage | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return isInspectionMessage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const wrong = (message: string, cause?: unknown) =>
  new SessionError('invalidInput', { message: `invalidInput: ${message}`, cause });

/** Node takes a port that is a word for the path of a socket file, and makes that. */
function checkPort(port: unknown): void {
  if (typeof port === 'number' && Number.isInteger(port) && port >= 0 && port <= 65_535) return;
  throw wrong('port must be from 0 to 65535');
}

function checkOrigins(origins: unknown): void {
  const isOrigin = (origin: unknown) =>
    typeof origin === 'string' && URL.canParse(origin) && new URL(origin).origin === origin;
  if (Array.isArray(origins) && origins.every(isOrigin)) return;
  throw wrong('origins must be a list of such as http://localhost:5173, without a path');
}

/**
 * Passes what inspectors tell on to whoever listens, on this machine only: it binds 127.0.0.1, and a page may connect only
 * from an origin that was named. Rejects `invalidInput` for options that are wrong and for a port that is taken.
 */
export async function startRelay(options: RelayOptions = {}): Promise<Relay> {
  anObject(options, 'startRelay');
  const { port = 8477, origins = [] } = options;
  const unknown = unknownOption(options, known);
  if (unknown) throw wrong(unknown);
  checkPort(port);
  checkOrigins(origins);
  const backlog = new Backlog();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longest });
  let hosts: readonly string[] = [];

  // Another name for this machine is how a page from elsewhere gets here; our own pages use one of these.
  const isOurs = ({ headers: { host } }: IncomingMessage) => host !== undefined && hosts.includes(host);
  const mayConnect = (request: IncomingMessage) => {
    const { origin } = request.headers;
    // A program that is no browser sends none.
    return isOurs(request) && (origin === undefined || allowed().includes(origin));
  };
  const allowed = () => [...hosts.map((host) => `http://${host}`), ...origins];

  const server = createServer((request, response) => {
    const status = !isOurs(request) ? 403 : request.method === 'GET' && request.url === '/' ? 200 : 404;
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "frame-ancestors 'none'",
    });
    response.end(status === 200 ? viewerPage() : '');
  });

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    if (mayConnect(request)) sockets.handleUpgrade(request, stream, head, join);
    // Both ways: who never closes the other half would keep the stream, and with it `close()`, for ever.
    else stream.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n', () => stream.destroy());
  });

  const join = (socket: WebSocket) => {
    // What goes wrong with a connection ends it; the close that follows needs no answer.
    socket.on('error', () => {});
    for (const message of backlog.messages()) socket.send(JSON.stringify(message));
    socket.on('message', (data, isBinary) => {
      const message = isBinary ? undefined : messageIn(String(data));
      if (!message) return socket.close(1007, 'not a message of the inspector');
      if (backlog.add(message)) pass(JSON.stringify(message), socket);
    });
  };

  const pass = (text: string, from: WebSocket) => {
    for (const socket of sockets.clients) {
      if (socket === from || socket.readyState !== socket.OPEN) continue;
      if (socket.bufferedAmount > patience) socket.terminate();
      else socket.send(text);
    }
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is taken: choose another, or 0 for any' : 'cannot be used';
      reject(wrong(`port ${port} ${why}`, cause));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  hosts = [`127.0.0.1:${taken}`, `localhost:${taken}`];

  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= new Promise((resolve) => {
      for (const socket of sockets.clients) socket.terminate();
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closing;
  };
  return { url: `http://127.0.0.1:${taken}/`, socketUrl: `ws://127.0.0.1:${taken}`, close };
}
