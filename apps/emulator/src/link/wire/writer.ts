import { ChangedProperty } from './changed-property.ts';
import type { Property, WireType, WireValue } from './values.ts';
import { FRAME_HEAD, frameAround } from './web-socket-frame.ts';

/** Room for some hundreds of packets; what is handed out keeps its slab alive. */
const SLAB = 64 * 1024;

/**
 * Writes the binary link's values. Packets are written one after the other into a slab of memory and handed out where
 * they lie: nothing is copied, and nothing is written twice, so a socket may keep a packet for as long as it needs.
 */
export class Writer {
  #bytes = Buffer.allocUnsafeSlow(SLAB);
  /** Where the packet begins: always with room for a frame's head before it. */
  #start = FRAME_HEAD;
  #at = FRAME_HEAD;

  /** Begins a packet; one that was begun and not finished is forgotten. */
  restart(): void {
    this.#at = this.#start;
  }

  /** The packet alone. */
  finish(): Buffer {
    const packet = this.#bytes.subarray(this.#start, this.#at);
    this.#start = this.#at + FRAME_HEAD;
    return packet;
  }

  /** The packet as a WebSocket's binary frame. */
  finishFrame(): Buffer {
    const frame = frameAround(this.#bytes, this.#start, this.#at, true);
    this.#start = this.#at + FRAME_HEAD;
    return frame;
  }

  #room(size: number): number {
    const at = this.#at;
    if (at + size > this.#bytes.length) return this.#roomInNewSlab(size);
    this.#at = at + size;
    return at;
  }

  #roomInNewSlab(size: number): number {
    const begun = this.#bytes.subarray(this.#start, this.#at);
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(SLAB, 2 * (FRAME_HEAD + begun.length + size)));
    begun.copy(this.#bytes, FRAME_HEAD);
    this.#start = FRAME_HEAD;
    const at = FRAME_HEAD + begun.length;
    this.#at = at + size;
    return at;
  }

  byte(value: number): void {
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  short(value: number): void {
    const at = this.#room(2);
    this.#bytes.writeUInt16LE(value, at);
  }

  int(value: number): void {
    const at = this.#room(4);
    this.#bytes.writeUInt32LE(value, at);
  }

  long(value: number): void {
    const at = this.#room(8);
    this.#bytes.writeUInt32LE(value % 2 ** 32, at);
    this.#bytes.writeUInt32LE(Math.floor(value / 2 ** 32), at + 4);
  }

  bool(value: boolean): void {
    this.byte(value ? 1 : 0);
  }

  varint(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  string(value: string): void {
    // Most strings are short and ASCII; only a longer one is measured first, to know how long its length is.
    const most = value.length * 3;
    if (most > 127) {
      const length = Buffer.byteLength(value);
      this.varint(length);
      const at = this.#room(length);
      this.#bytes.write(value, at);
      return;
    }
    const at = this.#room(1 + most);
    const length = this.#bytes.write(value, at + 1);
    this.#bytes[at] = length;
    this.#at = at + 1 + length;
  }

  property(value: Property): void {
    this.varint(value.size);
    if (value instanceof ChangedProperty) {
      value.base.pieces(value.changes, this.#piece);
      this.#fields(value.changes);
    } else this.#fields(value);
  }

  #fields(fields: Iterable<[number, string]>): void {
    for (const [tag, text] of fields) {
      this.varint(tag);
      this.string(text);
    }
  }

  readonly #piece = (bytes: Buffer, from: number, to: number): void => {
    const at = this.#room(to - from);
    bytes.copy(this.#bytes, at, from, to);
  };

  propertyArray(values: readonly Property[]): void {
    this.varint(values.length);
    for (const value of values) this.property(value);
  }

  strArray(values: readonly string[]): void {
    this.varint(values.length);
    for (const value of values) this.string(value);
  }

  longArray(values: readonly number[]): void {
    this.varint(values.length);
    for (const value of values) this.long(value);
  }

  /** Throws `TypeError` when the value is not of the type: the caller's mistake, not the client's. */
  write(type: WireType, value: WireValue): void {
    if (type === 'string' && typeof value === 'string') this.string(value);
    else if (type === 'property' && isProperty(value)) this.property(value);
    else if (type === 'bool' && typeof value === 'boolean') this.bool(value);
    else if ((type === 'byte' || type === 'int' || type === 'long') && typeof value === 'number') this[type](value);
    else if (type === 'propertyArray' && Array.isArray(value)) this.propertyArray(value as Property[]);
    else if (type === 'strArray' && Array.isArray(value)) this.strArray(value as string[]);
    else if (type === 'longArray' && Array.isArray(value)) this.longArray(value as number[]);
    else throw new TypeError(`a ${typeof value} cannot be written as ${type}`);
  }
}

const isProperty = (value: WireValue): value is Property => typeof value === 'object' && 'get' in value;
