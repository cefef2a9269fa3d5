import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Hono } from 'hono';
import { WebSocketServer } from 'ws';
import type { Clock, Cloud } from '../cloud/index.ts';
import { Connection, type Home } from './connection.ts';
import { Connections } from './connections.ts';
import { Handshake } from './handshake.ts';
import { LinkSocket } from './link-socket.ts';
import { binaryWire, jsonWire } from './wire/index.ts';

/** The largest frame a client may send; the vendor's own packets stay far below it. */
const MAX_FRAME = 1024 * 1024;
/** A client sends a heartbeat every 30 s; one that misses three is dead. */
const DEAD_AFTER = 95_000;
/** A socket that has not logged in by now never will. */
const LOGIN_WITHIN = 30_000;
const SWEEP_EVERY = 5_000;
/** The binary link, or the JSON link with the id of its handshake. */
const LINK_PATH = /^(\/websocket|\/socket\.io\/1\/websocket\/([^/?]+))(?:\?|$)/;

/** The IM service's persistent connections. */
export class Link {
  readonly #cloud: Cloud;
  readonly #clock: Clock;
  readonly #handshake: Handshake;
  readonly #connections = new Connections();
  readonly #binary: Home;
  readonly #json: Home;
  readonly #pending = new Set<Duplex>();
  readonly #server = new WebSocketServer({
    WebSocket: LinkSocket,
    noServer: true,
    // `LinkSocket` answers pings: `ws` would keep a closure for it in every socket.
    autoPong: false,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload: MAX_FRAME,
  });
  #sweeper: unknown;

  constructor(cloud: Cloud, clock: Clock) {
    this.#cloud = cloud;
    this.#clock = clock;
    this.#handshake = new Handshake(cloud, clock);
    this.#binary = { cloud, wire: binaryWire, connections: this.#connections };
    this.#json = { cloud, wire: jsonWire, connections: this.#connections };
    this.#sweeper = clock.setTimeout(() => this.#sweep(), SWEEP_EVERY);
  }

  routes(): Hono {
    return this.#handshake.routes();
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const effect = this.#cloud.faults.none ? undefined : this.#cloud.faults.strike('link', ['connect']);
    if (effect === undefined || 'twice' in effect) {
      this.#open(request, socket, head);
      return;
    }
    socket.on('error', ignore);
    this.#cloud.events.emit({ type: 'fault', service: 'link', command: 'connect', effect });
    if ('close' in effect) socket.destroy();
    else if ('code' in effect) refuse(socket, effect.code);
    else {
      // Held: it hangs until the client gives up, or is opened late.
      this.#pending.add(socket);
      socket.once('close', () => this.#pending.delete(socket));
      if ('delayMs' in effect) this.#clock.setTimeout(() => this.#open(request, socket, head), effect.delayMs);
    }
  }

  close(): void {
    this.#clock.clearTimeout(this.#sweeper);
    for (const connection of this.#connections.all()) connection.cut('the emulator stops');
    for (const socket of this.#pending) socket.destroy();
  }

  #open(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#pending.delete(socket);
    if (socket.destroyed) return;
    const home = this.#homeOf(request.url ?? '');
    if (home === undefined) {
      const path = request.url ?? '';
      this.#cloud.events.emit({ type: 'http', service: 'link', method: 'GET', path, status: 404 });
      socket.on('error', ignore);
      refuse(socket, 404);
      return;
    }
    request.socket.destroy = destroyQuietly;
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      opened.connection = new Connection(home, opened, request.socket);
    });
  }

  #homeOf(url: string): Home | undefined {
    const [, path, id] = LINK_PATH.exec(url) ?? [];
    if (path === '/websocket') return this.#binary;
    return id !== undefined && this.#handshake.take(id) ? this.#json : undefined;
  }

  /** Closes what is dead: no frame for too long, or no login in time. */
  #sweep(): void {
    const now = this.#clock.now();
    for (const connection of this.#connections.all()) {
      const silent = now - connection.lastHeard;
      if (silent > DEAD_AFTER) connection.cut('no heartbeat');
      else if (silent > LOGIN_WITHIN && connection.line === undefined) connection.cut('no login in time');
    }
    this.#sweeper = this.#clock.setTimeout(() => this.#sweep(), SWEEP_EVERY);
  }
}

const ignore = (): void => {};

/**
 * How a link's socket is destroyed: without the error when that only says that the client is gone. Nobody would hear of
 * it, `ws` included, but Node writes out the stack trace of every error it destroys a socket with, which costs about
 * as much as running the login command.
 */
function destroyQuietly(this: Socket, error?: Error): Socket {
  const gone = error !== undefined && 'code' in error && error.code === 'ECONNRESET';
  return Socket.prototype.destroy.call(this, gone ? undefined : error);
}

/** Both ways: a client that never closes its own half would keep the socket, and with it `close()`, for ever. */
function refuse(socket: Duplex, status: number): void {
  const known = status >= 400 && status <= 599 ? status : 503;
  socket.end(`HTTP/1.1 ${known} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
