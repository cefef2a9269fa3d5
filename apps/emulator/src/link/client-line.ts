import type { Client, ImAccount, KickReason, Line } from '../cloud/index.ts';
import type { Connection } from './connection.ts';
import { type Dialect, kicker } from './dialect.ts';
import { loginTag as tag } from './login-tag.ts';
import { pushes } from './pushes.ts';
import type { Property } from './wire/index.ts';

/**
 * A connection after its login. What the client said about itself is kept here rather than in an object of its own, and
 * its address is left where the system keeps it: there may be twenty thousand lines.
 */
export class ClientLine implements Line, Client {
  readonly connection: Connection;
  readonly account: ImAccount;
  readonly dialect: Dialect;
  /** Tells two clients with one device id apart: two tabs, or one client that comes back. */
  readonly session: string;
  readonly deviceId: string;
  readonly clientType: number;
  readonly customClientType: number;
  readonly customTag: string;
  readonly os: string;
  readonly loginTime: number;
  #live = true;

  constructor(connection: Connection, account: ImAccount, dialect: Dialect, request: Property) {
    this.connection = connection;
    this.account = account;
    this.dialect = dialect;
    this.session = request.get(tag.session) ?? '';
    this.deviceId = request.get(tag.deviceId) ?? '';
    this.clientType = Number(request.get(tag.clientType) ?? 0) || 0;
    this.customClientType = Number(request.get(tag.customClientType) ?? 0) || 0;
    this.customTag = request.get(tag.customTag) ?? '';
    this.os = request.get(tag.os) ?? '';
    this.loginTime = connection.cloud.clock.now();
  }

  get client(): Client {
    return this;
  }

  get ip(): string {
    return this.connection.ip;
  }

  get port(): number {
    return this.connection.port;
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
    this.connection.cloud.lines.frozen.add(this);
    this.connection.freeze();
  }

  thaw(): void {
    this.connection.cloud.lines.frozen.delete(this);
    this.connection.thaw();
  }

  notify(from: string, body: string): void {
    const time = `${this.connection.cloud.clock.now()}`;
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
    if (this.connection.cloud.lines.delete(this)) this.announce(3);
  }

  /** The socket is gone. */
  gone(): void {
    this.connection.cloud.lines.frozen.delete(this);
    this.leave();
  }

  /** Tells the account's other clients that this one logged in (2) or out (3). */
  announce(change: 2 | 3): void {
    for (const other of this.connection.cloud.lines.of(this.account)) {
      if (other === this || !(other instanceof ClientLine)) continue;
      other.connection.push(other.dialect.clientChange, [change, [other.dialect.describe(this)]]);
    }
  }
}
