export { binaryWire } from './binary.ts';
export { changed } from './changed-property.ts';
export { readableCode, wireCode } from './code.ts';
export { jsonWire } from './json.ts';
export type { Header } from './packet.ts';
export { PacketError } from './packet-error.ts';
export type { Body, Property, WireType, WireValue } from './values.ts';
export type { Frame, Incoming, Wire } from './wire.ts';
