import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Cloud } from '../cloud/index.ts';
import type { ClientLine } from './client-line.ts';
import type { Push } from './command.ts';
import type { Connections } from './connections.ts';
import { dispatch, strike, suffer } from './dispatch.ts';
import { Hold } from './hold.ts';
import { reportFrame, reportLine } from './report.ts';
import { type Header, PacketError, type Wire, type WireType, type WireValue } from './wire/index.ts';

/** A client that lets this many bytes pile up is not reading. */
const MAX_UNREAD = 8 * 1024 * 1024;

/** What all connections over one wire have in common. */
export interface Home {
  readonly cloud: Cloud;
  readonly wire: Wire;
  /** Every connection there is, over whichever wire; each takes itself out when it is closed. */
  readonly connections: Connections;
}

/**
 * One WebSocket of the link, from its opening on; it has a line once the client has logged in. There may be twenty
 * thousand, most of them idle: every field counts, and what a few connections need is no field of all.
 */
export class Connection {
  readonly id: number;
  /**
   * When the client was last heard, in milliseconds since the epoch. Before the login, when the socket was opened:
   * talk without a login keeps nobody alive.
   */
  lastHeard: number;
  /** Where it is in the list of all connections. */
  place = 0;
  #line: ClientLine | undefined;
  #reason: string | undefined;
  #hold: Hold | undefined;
  readonly #home: Home;
  readonly #socket: WebSocket;
  /** The socket under the WebSocket. */
  readonly #stream: Socket;
  #corked = false;

  constructor(home: Home, socket: WebSocket, stream: Socket) {
    this.id = home.cloud.nextId();
    this.lastHeard = home.cloud.clock.now();
    this.#home = home;
    this.#socket = socket;
    this.#stream = stream;
    home.connections.add(this);
    reportLine(this, 'open');
    if (home.wire.hello !== undefined) socket.send(home.wire.hello);
  }

  get cloud(): Cloud {
    return this.#home.cloud;
  }

  /** The client's address; asking the system for it is not free, so only a login does. */
  get ip(): string {
    return this.#stream.remoteAddress ?? '';
  }

  get port(): number {
    return this.#stream.remotePort ?? 0;
  }

  /** The line, from login until logout, kick or close. */
  get line(): ClientLine | undefined {
    return this.#line?.live === true ? this.#line : undefined;
  }

  /** The line of a command that only runs after login. */
  requireLine(): ClientLine {
    const { line } = this;
    if (line === undefined) throw new Error('a command that needs a login ran without one');
    return line;
  }

  /** Whose connection it is, or was. */
  get accid(): string | undefined {
    return this.#line?.account.accid;
  }

  get mode(): Wire['mode'] {
    return this.#home.wire.mode;
  }

  loggedIn(line: ClientLine): void {
    this.#line = line;
    reportLine(this, 'login');
    line.announce(2);
  }

  receive(data: Buffer, isBinary: boolean): void {
    if (this.line !== undefined) this.lastHeard = this.cloud.clock.now();
    if (this.#hold !== undefined) this.#keep('in', () => this.receive(data, isBinary));
    else this.guard(this.#read, data, isBinary);
  }

  #read(data: Buffer, isBinary: boolean): void {
    const frame = this.#home.wire.read(data, isBinary);
    if (frame.kind === 'packet') dispatch(this, frame);
    else if (frame.kind === 'ping') {
      this.#socket.send(frame.answer);
      this.#limitUnread();
    } else this.end('the client said goodbye');
  }

  /** Says something unasked. */
  push(push: Push, body: readonly WireValue[]): void {
    const send = (): void =>
      this.send({ sid: push.sid, cid: push.cid, ser: 0, code: 200 }, push.shape, body, push.name);
    const effect = strike(this, push, push.name);
    if (effect === undefined) send();
    else suffer(this, effect, send);
    if (effect !== undefined && 'twice' in effect) send();
  }

  send(header: Header, shape: readonly WireType[], body: readonly WireValue[], name?: string): void {
    if (this.#hold !== undefined) {
      this.#keep('out', () => this.send(header, shape, body, name));
      return;
    }
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return;
    if (this.cloud.events.listening) reportFrame(this, 'out', header, name, () => body);
    this.#gather();
    // Past `ws`, which has nothing to add: without compression it keeps no state between the frames it sends.
    this.#stream.write(this.#home.wire.frame(header, shape, body));
    this.#limitUnread();
  }

  /** Answers a ping of the WebSocket itself, unless answers are piling up already: they would only make the pile higher. */
  pong(data: unknown): void {
    if (this.#socket.readyState === this.#socket.OPEN && !this.#stream.writableNeedDrain) this.#socket.pong(data);
  }

  #limitUnread(): void {
    if (this.#stream.writableLength > MAX_UNREAD) this.cut('the client does not read');
  }

  /** Runs what a client's bytes set off: whatever goes wrong ends this connection, with a reason, and no other. */
  guard<Input extends unknown[]>(deed: (this: Connection, ...input: Input) => void, ...input: Input): void {
    // Nothing more is done for a client that is being closed, nor for one that left while a fault held its request.
    if (this.#reason !== undefined || this.#socket.readyState !== this.#socket.OPEN) return;
    try {
      deed.call(this, ...input);
    } catch (error) {
      if (error instanceof PacketError) this.end(`malformed packet: ${error.message}`, 1002);
      else this.end(`internal error: ${error instanceof Error ? error.message : 'unknown'}`, 1011);
    }
  }

  /** Closes the socket politely, after what was sent has arrived. */
  end(reason: string, code = 1000): void {
    if (this.#hold !== undefined) {
      this.#keep('out', () => this.end(reason, code));
      return;
    }
    this.#reason ??= reason;
    // The protocol leaves a close frame 123 bytes for its reason.
    this.#socket.close(code, reason.slice(0, 40));
  }

  /** Destroys the socket without a word. */
  cut(reason: string): void {
    this.#reason ??= reason;
    this.#socket.terminate();
  }

  freeze(): void {
    if (this.#hold !== undefined) return;
    this.#hold = new Hold();
    reportLine(this, 'freeze');
  }

  thaw(): void {
    const hold = this.#hold;
    if (hold === undefined) return;
    this.#hold = undefined;
    reportLine(this, 'thaw');
    hold.release();
  }

  /** The socket's own complaint: a frame too large, a broken connection. */
  failed(error: Error): void {
    this.#reason ??= error.message;
  }

  /** The socket is gone, whoever closed it. */
  closed(): void {
    this.#home.connections.delete(this);
    this.#hold = undefined;
    this.#line?.gone();
    reportLine(this, 'close', this.#reason ?? 'the client closed the socket');
  }

  /** Sends what one chunk of input sets off as one piece: a system call costs more than all the rest of a message. */
  #gather(): void {
    if (this.#corked) return;
    this.#corked = true;
    this.#stream.cork();
    process.nextTick(release, this);
  }

  /** Lets go of what was gathered, without waiting for the end of the tick. */
  release(): void {
    if (!this.#corked) return;
    this.#corked = false;
    this.#stream.uncork();
  }

  #keep(direction: 'in' | 'out', deed: () => void): void {
    if (this.#hold?.keep(direction, deed) === false) this.cut('too much held while frozen');
  }
}

const release = (connection: Connection): void => connection.release();
