import { SessionError } from '@partyline/core';
import { anObject } from '../shared/an-object.ts';
import { oneOf } from '../shared/read.ts';
import { Backlog } from './backlog.ts';
import { createInspector, type Inspector, type InspectorOptions, type Link } from './inspector.ts';

/** Where the relay listens unless it is told otherwise. */
export const relayUrl = 'ws://127.0.0.1:8477';

/** The part of a `WebSocket` that is used: a browser's, Node's, or that of `ws`. */
export interface Socket {
  readonly readyState: number;
  readonly bufferedAmount: number;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  send(text: string): void;
  close(): void;
}

/** What `createWebSocketInspector` takes. */
export interface WebSocketInspectorOptions extends InspectorOptions {
  /** The relay; `relayUrl` without it. */
  readonly url?: string | undefined;
  /** The platform's own without it. Node 20 has none: give it that of `ws`. */
  readonly WebSocket?: (new (url: string) => Socket) | undefined;
}

const OPEN = 1;
/** Bytes that may wait to be sent; what comes while more do waits in the backlog for the next connection. */
const most = 4_000_000;
/** Milliseconds between two attempts; twice as long after every attempt that failed. */
const [first, longest] = [500, 30_000];

class WebSocketLink implements Link {
  readonly #open: () => Socket;
  readonly #backlog = new Backlog();
  #socket: Socket | undefined;
  #pause = first;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(open: () => Socket) {
    this.#open = open;
    this.#connect();
  }

  send(message: Parameters<Link['send']>[0]): void {
    this.#backlog.add(message);
    const socket = this.#socket;
    if (socket?.readyState === OPEN && socket.bufferedAmount < most) socket.send(JSON.stringify(message));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #connect(): void {
    const socket = this.#open();
    this.#socket = socket;
    socket.addEventListener('open', () => {
      if (this.#closed) return socket.close();
      this.#pause = first;
      for (const message of this.#backlog.messages()) socket.send(JSON.stringify(message));
    });
    // Without a listener the error of `ws` would be thrown; the close that follows says all there is to know.
    socket.addEventListener('error', () => {});
    socket.addEventListener('close', () => {
      if (this.#closed) return;
      this.#timer = setTimeout(() => this.#connect(), this.#pause);
      this.#pause = Math.min(this.#pause * 2, longest);
      // A relay that is not there keeps no program alive. Only Node's timers can be told so.
      if (typeof this.#timer === 'object') (this.#timer as { unref?: () => void }).unref?.();
    });
  }
}

/** How the platform, and `ws`, refuse an address: e.g. one with a fragment, and on a page of https: what is not wss:. */
const refusals = new Set(['SyntaxError', 'SecurityError']);

function linkTo(open: () => Socket): Link {
  try {
    return new WebSocketLink(open);
  } catch (cause) {
    throw oneOf(refusals, cause, 'name') ? noRelay(cause) : noSocket(cause);
  }
}

const noRelay = (cause?: unknown) =>
  new SessionError('invalidInput', { message: 'invalidInput: url must be the ws: address of a relay', cause });

const noSocket = (cause: unknown) =>
  new SessionError('invalidInput', {
    message: 'invalidInput: WebSocket made no socket; give it the class of the package ws, or leave it to the platform',
    cause,
  });

/**
 * An inspector that tells a relay over a WebSocket: `startRelay()` of `@partyline/adapters/inspector/node`, or Stately's. While
 * the relay is away the last 200 messages wait for it. Throws `invalidInput` for an address that is none and a
 * `WebSocket` that makes no socket, and `unsupported` where there is no `WebSocket`.
 */
export function createWebSocketInspector(options: WebSocketInspectorOptions = {}): Inspector {
  anObject(options, 'createWebSocketInspector');
  const { url = relayUrl, WebSocket = globalThis.WebSocket as WebSocketInspectorOptions['WebSocket'] } = options;
  if (!URL.canParse(url) || !/^wss?:/.test(url)) throw noRelay();
  if (typeof WebSocket !== 'function') {
    throw new SessionError('unsupported', {
      message: 'unsupported: no WebSocket here; give it that of the package ws',
    });
  }
  return createInspector(
    linkTo(() => new WebSocket(url)),
    options,
  );
}
