import fc from 'fast-check';
// The wire is not part of the emulator's public surface; its own tests look inside.
import type { WireType, WireValue } from '../../../apps/emulator/src/link/wire/index.ts';

/** Text that survives UTF-8: no lone surrogates. */
export const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const tag = fc.nat({ max: 70_000 });

export const fields = fc.uniqueArray(fc.tuple(tag, text), { selector: ([key]) => key, maxLength: 12 });
export const property = fields.map((entries) => new Map(entries));

const values: Readonly<Record<WireType, fc.Arbitrary<WireValue>>> = {
  byte: fc.nat({ max: 255 }),
  int: fc.nat({ max: 0xffffffff }),
  long: fc.oneof(fc.nat(), fc.maxSafeNat()),
  bool: fc.boolean(),
  string: fc.oneof(text, fc.string({ unit: 'grapheme', minLength: 100, maxLength: 400 })),
  property,
  propertyArray: fc.array(property, { maxLength: 4 }),
  strArray: fc.array(text, { maxLength: 8 }),
  longArray: fc.array(fc.maxSafeNat(), { maxLength: 8 }),
};

export const wireTypes = Object.keys(values) as WireType[];

/** A shape and a body of that shape. */
export const shaped = fc
  .array(fc.constantFrom(...wireTypes), { maxLength: 5 })
  .chain((shape) => fc.tuple(fc.constant(shape), fc.tuple(...shape.map((type) => values[type]))));

export const shape = fc.array(fc.constantFrom(...wireTypes), { minLength: 1, maxLength: 5 });

export const header = fc.record({
  sid: fc.nat({ max: 255 }),
  cid: fc.nat({ max: 255 }),
  ser: fc.nat({ max: 0xffff }),
  code: fc.nat({ max: 0xffff }),
});

/** Properties as plain objects, however they are held, so that two bodies can be compared. */
export const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null && Symbol.iterator in value
    ? Object.fromEntries(value as Iterable<[number, string]>)
    : value;
};
