import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Clock, Cloud } from '../cloud/index.ts';

/** How long a handshake waits for its socket, and how many may wait. */
const GOOD_FOR = 60_000;
const MAX_WAITING = 50_000;

/** The first step of the JSON link: the client asks for a session id over HTTP and opens a socket with it. */
export class Handshake {
  readonly #waiting = new Map<string, number>();
  readonly #cloud: Cloud;
  readonly #clock: Clock;

  constructor(cloud: Cloud, clock: Clock) {
    this.#cloud = cloud;
    this.#clock = clock;
  }

  routes(): Hono {
    const app = new Hono();
    // The legacy SDK sends credentials, so the origin has to be named: `*` is refused by the browser.
    app.use('/socket.io/*', cors({ origin: (origin) => origin, credentials: true }));
    app.get('/socket.io/1/', (context) => {
      const { method, path } = context.req;
      this.#cloud.events.emit({ type: 'http', service: 'link', method, path, status: 200 });
      return context.text(`${this.#issue()}:60:60:websocket`);
    });
    return app;
  }

  /** Whether the id was issued within the last minute; it is good for one socket. */
  take(id: string): boolean {
    const issued = this.#waiting.get(id);
    this.#waiting.delete(id);
    return issued !== undefined && this.#clock.now() - issued <= GOOD_FOR;
  }

  #issue(): string {
    const now = this.#clock.now();
    for (const [id, issued] of this.#waiting) {
      if (now - issued <= GOOD_FOR && this.#waiting.size < MAX_WAITING) break;
      this.#waiting.delete(id);
    }
    const id = `partyline-${this.#cloud.nextId()}`;
    this.#waiting.set(id, now);
    return id;
  }
}
