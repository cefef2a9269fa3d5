import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Hono } from 'hono';
import type { Clock, Cloud } from '../cloud/index.ts';

/** The IM service's persistent connections. */
export class Link {
  readonly cloud: Cloud;
  readonly clock: Clock;

  constructor(cloud: Cloud, clock: Clock) {
    this.cloud = cloud;
    this.clock = clock;
  }

  routes(): Hono {
    return new Hono();
  }

  upgrade(_request: IncomingMessage, socket: Duplex, _head: Buffer): void {
    socket.destroy();
  }

  close(): void {}
}
