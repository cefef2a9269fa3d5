import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changed } from '../../../apps/emulator/src/link/wire/changed-property.ts';
import { decodeBody, decodeHeader, encodePacket } from '../../../apps/emulator/src/link/wire/packet.ts';
import { PacketError } from '../../../apps/emulator/src/link/wire/packet-error.ts';
import { Reader } from '../../../apps/emulator/src/link/wire/reader.ts';
import { fields, header, plain, shape, shaped, text } from './arbitraries.ts';

const encode = (head: { sid: number; cid: number; ser: number; code?: number }, [types, body]: Shaped): Buffer =>
  encodePacket(head, types, body);
type Shaped = typeof shaped extends fc.Arbitrary<infer T> ? T : never;

/** Does it; answers whether it threw, and fails on anything but the decoder's own error. */
function refuses(deed: () => unknown): boolean {
  try {
    deed();
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(PacketError);
    return true;
  }
}

test('what is encoded is decoded again', () => {
  fc.assert(
    fc.property(header, shaped, (head, whole) => {
      const reader = new Reader(encode(head, whole));
      expect(decodeHeader(reader)).toEqual(head);
      const [types, body] = whole;
      expect(decodeBody(reader, types).map(plain)).toEqual(body.map(plain));
      expect(reader.left).toBe(0);
    }),
    { numRuns: 500 },
  );
});

test('a packet without a code has none after decoding', () => {
  fc.assert(
    fc.property(header, ({ sid, cid, ser }) => {
      expect(decodeHeader(new Reader(encodePacket({ sid, cid, ser }, [], [])))).toEqual({ sid, cid, ser });
    }),
  );
});

test("random bytes are decoded or refused with the decoder's own error, and nothing past their end is read", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), shape, (bytes, types) => {
      // Bytes before and after the packet belong to somebody else.
      const around = Buffer.alloc(bytes.length + 200, 0x41);
      around.set(bytes, 100);
      const decode = (buffer: Buffer) => {
        const reader = new Reader(buffer);
        const head = decodeHeader(reader);
        return { head, body: decodeBody(reader, types).map(plain), left: reader.left };
      };
      const inside = around.subarray(100, 100 + bytes.length);
      const alone = Buffer.from(bytes);
      if (refuses(() => decode(alone))) expect(refuses(() => decode(inside))).toBe(true);
      else expect(decode(inside)).toEqual(decode(alone));
    }),
    { numRuns: 3000 },
  );
});

test('a packet cut short anywhere in its body is refused', () => {
  fc.assert(
    fc.property(header, shaped, fc.nat(), (head, whole, where) => {
      const [types] = whole;
      const packet = encode(head, whole);
      const bodyStart = 8;
      fc.pre(packet.length > bodyStart);
      const cut = packet.subarray(0, bodyStart + (where % (packet.length - bodyStart)));
      const reader = new Reader(cut);
      decodeHeader(reader);
      expect(refuses(() => decodeBody(reader, types))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a length that the packet cannot hold is refused before anything of that length is made', () => {
  const announced = [0xff, 0xff, 0xff, 0xff, 0x0f];
  const before = process.memoryUsage();
  for (const type of ['string', 'property', 'propertyArray', 'strArray', 'longArray'] as const) {
    for (let round = 0; round < 1000; round += 1) {
      expect(refuses(() => decodeBody(new Reader(Buffer.from([...announced, 1, 65])), [type]))).toBe(true);
    }
  }
  const after = process.memoryUsage();
  // Five thousand times four gigabytes were announced; believing one of them would show.
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(64 * 1024 * 1024);
  expect(refuses(() => decodeBody(new Reader(Buffer.from([255, 255, 255, 255, 255, 1])), ['string']))).toBe(true);
  expect(refuses(() => decodeBody(new Reader(Buffer.alloc(8, 255)), ['long']))).toBe(true);
});

test('a property passed on with changes reads like the same map with the same changes', () => {
  fc.assert(
    fc.property(fields, fields, text, (original, changes, other) => {
      const packet = encodePacket({ sid: 1, cid: 1, ser: 1 }, ['property', 'string'], [new Map(original), other]);
      const reader = new Reader(packet);
      decodeHeader(reader);
      const [received] = decodeBody(reader, ['property']);
      if (typeof received !== 'object' || !('get' in received)) throw new Error('not a property');
      const wanted = new Map([...original, ...changes]);
      const passedOn = changed(received, new Map(changes));
      expect(plain(passedOn)).toEqual(plain(wanted));
      expect(passedOn.size).toBe(wanted.size);
      for (const tag of [...wanted.keys(), 70_001]) expect(passedOn.get(tag)).toBe(wanted.get(tag));
      const again = new Reader(encodePacket({ sid: 1, cid: 1, ser: 1 }, ['property'], [passedOn]));
      decodeHeader(again);
      expect(decodeBody(again, ['property']).map(plain)).toEqual([plain(wanted)]);
      expect(again.left).toBe(0);
    }),
    { numRuns: 500 },
  );
});
