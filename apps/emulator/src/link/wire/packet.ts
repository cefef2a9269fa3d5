import { PacketError } from './packet-error.ts';
import type { Reader } from './reader.ts';
import type { WireType, WireValue } from './values.ts';
import { Writer } from './writer.ts';

/** What every packet of the link begins with. */
export interface Header {
  readonly sid: number;
  readonly cid: number;
  /** The request's number; its answer carries the same. */
  readonly ser: number;
  /** The code as it is on the wire, in packets that carry one. */
  readonly code?: number;
}

/** Bit of the tag byte: a code follows. */
const HAS_CODE = 2;
const writer = new Writer();

/** Reads a packet's header and leaves the reader at its body, which may never be needed. */
export function decodeHeader(reader: Reader): Header {
  const length = reader.varint();
  // The length is of no use on a link that has frames; clients send 0. One that lies is not believed.
  if (length > reader.left) throw new PacketError(`a packet of ${length} bytes in a frame of ${reader.left}`);
  const sid = reader.byte();
  const cid = reader.byte();
  const ser = reader.short();
  const tag = reader.byte();
  return (tag & HAS_CODE) === 0 ? { sid, cid, ser } : { sid, cid, ser, code: reader.short() };
}

/** Reads a body of this shape. Bytes after it are fields of newer versions: they are left alone. */
export const decodeBody = (reader: Reader, shape: readonly WireType[]): WireValue[] =>
  shape.map((type) => reader.read(type));

/** The bytes of a packet. Throws `TypeError` when the body is not of the shape: the caller's mistake, not the client's. */
export function encodePacket(header: Header, shape: readonly WireType[], body: readonly WireValue[]): Buffer {
  writePacket(header, shape, body);
  return writer.finish();
}

/** The packet as the WebSocket frame that carries it. */
export function encodeFrame(header: Header, shape: readonly WireType[], body: readonly WireValue[]): Buffer {
  writePacket(header, shape, body);
  return writer.finishFrame();
}

function writePacket(header: Header, shape: readonly WireType[], body: readonly WireValue[]): void {
  writer.restart();
  writer.varint(0);
  writer.byte(header.sid);
  writer.byte(header.cid);
  writer.short(header.ser);
  writer.byte(header.code === undefined ? 0 : HAS_CODE);
  if (header.code !== undefined) writer.short(header.code);
  for (let at = 0; at < shape.length; at += 1) {
    const type = shape[at];
    const value = body[at];
    if (type === undefined || value === undefined) throw new TypeError(`the body has no ${type} at ${at}`);
    writer.write(type, value);
  }
}
