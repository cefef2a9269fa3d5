import { decodeBody, decodeHeader, encodePacket } from './packet.ts';
import { PacketError } from './packet-error.ts';
import { Reader } from './reader.ts';
import type { Wire } from './wire.ts';

/** The current SDK's binary link: one packet per binary frame. */
export const binaryWire: Wire = {
  mode: 'binary',
  read(data, isBinary) {
    if (!isBinary) throw new PacketError('a text frame on the binary link');
    const reader = new Reader(data);
    const header = decodeHeader(reader);
    const start = data.length - reader.left;
    return { kind: 'packet', packet: { ...header, body: (shape) => decodeBody(new Reader(data, start), shape) } };
  },
  write: encodePacket,
};
