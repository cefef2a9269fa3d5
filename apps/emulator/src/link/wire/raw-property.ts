import type { Property } from './values.ts';

/** Where the next varint is read; shared, so that looking through a property allocates nothing. */
const cursor = { at: 0 };

/** Reads from bytes that have been checked already. */
function varint(bytes: Buffer): number {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = bytes[cursor.at] ?? 0;
    cursor.at += 1;
    value += (byte & 127) * factor;
    if (byte < 128) return value;
    factor *= 128;
  }
}

/**
 * Tagged fields that are still the bytes they came in: a text is made only of those that are asked for, and the rest is
 * passed on as it is. The reader has checked the bytes from `start` to `end`.
 */
export class RawProperty implements Property {
  readonly size: number;
  readonly #bytes: Buffer;
  readonly #start: number;
  readonly #end: number;

  constructor(bytes: Buffer, start: number, end: number, size: number) {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.size = size;
  }

  /** The last field with this tag, as in a map that was filled in order. */
  get(tag: number): string | undefined {
    const bytes = this.#bytes;
    let from = -1;
    let to = 0;
    cursor.at = this.#start;
    while (cursor.at < this.#end) {
      const found = varint(bytes);
      const length = varint(bytes);
      if (found === tag) {
        from = cursor.at;
        to = from + length;
      }
      cursor.at += length;
    }
    return from < 0 ? undefined : bytes.toString('utf8', from, to);
  }

  *[Symbol.iterator](): IterableIterator<[number, string]> {
    let at = this.#start;
    while (at < this.#end) {
      cursor.at = at;
      const tag = varint(this.#bytes);
      const length = varint(this.#bytes);
      at = cursor.at + length;
      yield [tag, this.#bytes.toString('utf8', cursor.at, at)];
    }
  }

  /** Hands on the bytes of every field whose tag is not in `but`, in pieces; answers how many fields that were. */
  pieces(but: ReadonlyMap<number, string>, take: (bytes: Buffer, from: number, to: number) => void): number {
    const bytes = this.#bytes;
    let kept = 0;
    let from = this.#start;
    let at = this.#start;
    while (at < this.#end) {
      cursor.at = at;
      const tag = varint(bytes);
      const length = varint(bytes);
      const next = cursor.at + length;
      if (but.has(tag)) {
        if (at > from) take(bytes, from, at);
        from = next;
      } else kept += 1;
      at = next;
    }
    if (at > from) take(bytes, from, at);
    return kept;
  }
}
