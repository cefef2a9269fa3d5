import { decodeBody, decodeHeader, encodeFrame, type Header } from './packet.ts';
import { PacketError } from './packet-error.ts';
import { Reader } from './reader.ts';
import type { WireType, WireValue } from './values.ts';
import type { Incoming, Wire } from './wire.ts';

class BinaryPacket implements Incoming {
  readonly kind = 'packet';
  readonly sid: number;
  readonly cid: number;
  readonly ser: number;
  readonly #data: Buffer;
  readonly #start: number;

  constructor(data: Buffer, start: number, { sid, cid, ser }: Header) {
    this.sid = sid;
    this.cid = cid;
    this.ser = ser;
    this.#data = data;
    this.#start = start;
  }

  body(shape: readonly WireType[]): WireValue[] {
    return decodeBody(new Reader(this.#data, this.#start), shape);
  }
}

/** The current SDK's binary link: one packet per binary frame. */
export const binaryWire: Wire = {
  mode: 'binary',
  read(data, isBinary) {
    if (!isBinary) throw new PacketError('a text frame on the binary link');
    const reader = new Reader(data);
    const header = decodeHeader(reader);
    return new BinaryPacket(data, data.length - reader.left, header);
  },
  frame: encodeFrame,
};
