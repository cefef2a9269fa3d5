import type { Client, Cloud, ImAccount, KickReason, Line } from '../cloud/index.ts';
import type { Connection } from './connection.ts';
import { type Dialect, kicker } from './dialect.ts';
import { pushes } from './pushes.ts';

/** A connection after its login. */
export class ClientLine implements Line {
  readonly account: ImAccount;
  readonly client: Client;
  readonly dialect: Dialect;
  /** Tells two clients with one device id apart: two tabs, or one client that comes back. */
  readonly session: string;
  readonly connection: Connection;
  readonly #cloud: Cloud;
  #live = true;

  constructor(
    cloud: Cloud,
    connection: Connection,
    login: { account: ImAccount; client: Client; dialect: Dialect; session: string },
  ) {
    this.#cloud = cloud;
    this.connection = connection;
    this.account = login.account;
    this.client = login.client;
    this.dialect = login.dialect;
    this.session = login.session;
  }

  /** False once it has been left: by logout, kick or the end of the socket. */
  get live(): boolean {
    return this.#live;
  }

  get id(): number {
    return this.connection.id;
  }

  get consid(): string {
    return `${this.connection.id}`;
  }

  kick(reason: KickReason, description = '', by?: Client): void {
    const { type, custom } = kicker(by);
    this.connection.push(this.dialect.kicked, [type, reason, description, custom]);
    // Before anything else, the newcomer's answer included: who is evicted may still be acting on what it believes.
    this.connection.release();
    this.leave();
    this.connection.end(`kicked, reason ${reason}`);
  }

  drop(): void {
    this.leave();
    this.connection.cut('dropped');
  }

  freeze(): void {
    this.#cloud.lines.frozen.add(this);
    this.connection.freeze();
  }

  thaw(): void {
    this.#cloud.lines.frozen.delete(this);
    this.connection.thaw();
  }

  notify(from: string, body: string): void {
    const time = `${this.#cloud.clock.now()}`;
    this.connection.push(pushes.proxyNotify, [
      new Map([
        [1, from],
        [2, body],
        [3, time],
      ]),
    ]);
  }

  /** Takes the line out of its account and tells the account's other clients; the second time does nothing. */
  leave(): void {
    this.#live = false;
    if (this.#cloud.lines.delete(this)) this.announce(3);
  }

  /** The socket is gone. */
  gone(): void {
    this.#cloud.lines.frozen.delete(this);
    this.leave();
  }

  /** Tells the account's other clients that this one logged in (2) or out (3). */
  announce(change: 2 | 3): void {
    for (const other of this.#cloud.lines.of(this.account)) {
      if (other === this || !(other instanceof ClientLine)) continue;
      other.connection.push(other.dialect.clientChange, [change, [other.dialect.describe(this)]]);
    }
  }
}
