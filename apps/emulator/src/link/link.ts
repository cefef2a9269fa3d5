import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Hono } from 'hono';
import { WebSocketServer } from 'ws';
import type { Clock, Cloud } from '../cloud/index.ts';
import { Connection } from './connection.ts';
import { Connections } from './connections.ts';
import { Handshake } from './handshake.ts';
import { LinkSocket } from './link-socket.ts';
import { binaryWire, jsonWire, type Wire } from './wire/index.ts';

/** The largest frame a client may send; the vendor's own packets stay far below it. */
const MAX_FRAME = 1024 * 1024;
/** A client sends a heartbeat every 30 s; one that misses three is dead. */
const DEAD_AFTER = 95_000;
/** A socket that has not logged in by now never will. */
const LOGIN_WITHIN = 30_000;
const SWEEP_EVERY = 5_000;

/** The IM service's persistent connections. */
export class Link {
  readonly #cloud: Cloud;
  readonly #clock: Clock;
  readonly #handshake: Handshake;
  readonly #connections = new Connections();
  readonly #pending = new Set<Duplex>();
  readonly #server = new WebSocketServer({
    WebSocket: LinkSocket,
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload: MAX_FRAME,
  });
  #sweeper: unknown;

  constructor(cloud: Cloud, clock: Clock) {
    this.#cloud = cloud;
    this.#clock = clock;
    this.#handshake = new Handshake(cloud, clock);
    this.#sweeper = clock.setTimeout(() => this.#sweep(), SWEEP_EVERY);
  }

  routes(): Hono {
    return this.#handshake.routes();
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', ignore);
    const effect = this.#cloud.faults.none ? undefined : this.#cloud.faults.strike('link', ['connect']);
    if (effect === undefined || 'twice' in effect) {
      this.#open(request, socket, head);
      return;
    }
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
    const wire = this.#wireOf(request.url ?? '');
    if (wire === undefined) {
      const path = request.url ?? '';
      this.#cloud.events.emit({ type: 'http', service: 'link', method: 'GET', path, status: 404 });
      refuse(socket, 404);
      return;
    }
    const peer = { ip: request.socket.remoteAddress ?? '', port: request.socket.remotePort ?? 0 };
    socket.off('error', ignore);
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      opened.attach(
        new Connection({ cloud: this.#cloud, all: this.#connections, socket: opened, stream: socket, wire, peer }),
      );
    });
  }

  #wireOf(url: string): Wire | undefined {
    const path = url.split('?', 1)[0] ?? '';
    if (path === '/websocket') return binaryWire;
    const id = /^\/socket\.io\/1\/websocket\/([^/]+)$/.exec(path)?.[1];
    return id !== undefined && this.#handshake.take(id) ? jsonWire : undefined;
  }

  /** Closes what is dead: no frame for too long, or no login in time. */
  #sweep(): void {
    const now = this.#clock.now();
    for (const connection of this.#connections.all()) {
      const silent = now - connection.lastHeard;
      if (silent > DEAD_AFTER) connection.cut('no heartbeat');
      else if (connection.line === undefined && now - connection.openedAt > LOGIN_WITHIN)
        connection.cut('no login in time');
    }
    this.#sweeper = this.#clock.setTimeout(() => this.#sweep(), SWEEP_EVERY);
  }
}

const ignore = (): void => {};

function refuse(socket: Duplex, status: number): void {
  const known = status >= 400 && status <= 599 ? status : 503;
  socket.end(`HTTP/1.1 ${known} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
