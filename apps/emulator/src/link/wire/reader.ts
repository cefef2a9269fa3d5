import { PacketError } from './packet-error.ts';
import { RawProperty } from './raw-property.ts';
import type { Property, WireType, WireValue } from './values.ts';

/**
 * Reads the binary link's values from bytes somebody else wrote. Every read is checked against the end of the bytes, and
 * every count against what the bytes left could hold, before anything is allocated.
 */
export class Reader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  #take(size: number): number {
    const at = this.#at;
    if (size > this.#bytes.length - at)
      throw new PacketError(`truncated: ${size} bytes wanted at ${at}, ${this.left} left`);
    this.#at = at + size;
    return at;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#take(1));
  }

  short(): number {
    return this.#bytes.readUInt16LE(this.#take(2));
  }

  int(): number {
    return this.#bytes.readUInt32LE(this.#take(4));
  }

  long(): number {
    const at = this.#take(8);
    const value = this.#bytes.readUInt32LE(at + 4) * 2 ** 32 + this.#bytes.readUInt32LE(at);
    if (!Number.isSafeInteger(value)) throw new PacketError(`a long at ${at} is out of range`);
    return value;
  }

  bool(): boolean {
    return this.byte() !== 0;
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 28; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) {
        if (value > 0xffffffff) break;
        return value;
      }
    }
    throw new PacketError('a varint is longer than 32 bits');
  }

  string(): string {
    const length = this.varint();
    const at = this.#take(length);
    return this.#bytes.toString('utf8', at, at + length);
  }

  /** A count of things that take at least `least` bytes each. */
  #count(least: number): number {
    const count = this.varint();
    if (count * least > this.left) throw new PacketError(`${count} items announced, ${this.left} bytes left`);
    return count;
  }

  property(): Property {
    const size = this.#count(2);
    const start = this.#at;
    for (let left = size; left > 0; left -= 1) {
      this.varint();
      this.#take(this.varint());
    }
    return new RawProperty(this.#bytes, start, this.#at, size);
  }

  propertyArray(): Property[] {
    return this.#list(1, () => this.property());
  }

  strArray(): string[] {
    return this.#list(1, () => this.string());
  }

  longArray(): number[] {
    return this.#list(8, () => this.long());
  }

  #list<T>(least: number, read: () => T): T[] {
    const items: T[] = [];
    for (let left = this.#count(least); left > 0; left -= 1) items.push(read());
    return items;
  }

  read(type: WireType): WireValue {
    return this[type]();
  }
}
