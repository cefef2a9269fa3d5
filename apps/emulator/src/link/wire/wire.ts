import type { Header } from './packet.ts';
import type { WireType, WireValue } from './values.ts';

/** A packet whose body is read only when somebody asks for it. */
export interface Incoming extends Header {
  readonly kind: 'packet';
  /** Throws `PacketError` when the body does not have this shape. */
  body(shape: readonly WireType[]): readonly WireValue[];
}

/** What one frame of the socket may carry. */
export type Frame =
  | Incoming
  /** A question of the transport itself, answered with `answer` and never seen by a command. */
  | { readonly kind: 'ping'; readonly answer: string }
  | { readonly kind: 'bye' };

/** One of the two ways the vendor's packets travel over a WebSocket. */
export interface Wire {
  readonly mode: 'binary' | 'json';
  /** What the server says first, if anything. */
  readonly hello?: string;
  /** Throws `PacketError` on anything that is not a frame of this wire. */
  read(data: Buffer, isBinary: boolean): Frame;
  /** A packet as the WebSocket frame that carries it. */
  frame(header: Header, shape: readonly WireType[], body: readonly WireValue[]): Buffer;
}
