import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFrame, encodePacket } from '../../../apps/emulator/src/link/wire/packet.ts';
import { textFrame } from '../../../apps/emulator/src/link/wire/web-socket-frame.ts';
import { header, shaped } from './arbitraries.ts';
import { payloadOf } from './web-socket-payload.ts';

/** Lengths on both sides of where the head of a frame grows. */
const length = fc.oneof(
  fc.nat(300),
  fc.integer({ min: 65_500, max: 65_600 }),
  fc.constantFrom(125, 126, 65_535, 65_536),
);

test('a text frame carries its text, however long', () => {
  fc.assert(
    fc.property(length, fc.constantFrom('x', 'é', '一'), (characters, character) => {
      const text = character.repeat(characters);
      const { payload, isBinary } = payloadOf(textFrame(text));
      expect(isBinary).toBe(false);
      expect(payload.equals(Buffer.from(text))).toBe(true);
    }),
  );
});

test('a binary frame carries its packet, however long, and stays what it is while others are made', () => {
  const packets = fc.array(
    fc.oneof(
      fc.tuple(header, shaped),
      fc.tuple(
        header,
        length.map((characters) => [['string'] as const, ['x'.repeat(characters)]] as const),
      ),
    ),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(packets, (all) => {
      const wanted = all.map(([head, [shape, body]]) => Buffer.from(encodePacket(head, shape, body)));
      const frames = all.map(([head, [shape, body]]) => encodeFrame(head, shape, body));
      for (const [at, frame] of frames.entries()) {
        const { payload, isBinary } = payloadOf(frame);
        expect(isBinary).toBe(true);
        expect(payload.equals(wanted[at] ?? Buffer.alloc(0))).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
