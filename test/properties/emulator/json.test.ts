import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonWire, PacketError } from '../../../apps/emulator/src/link/wire/index.ts';
import { fields, header, plain, property, shape, text } from './arbitraries.ts';
import { payloadOf } from './web-socket-payload.ts';

const read = (frame: string) => jsonWire.read(Buffer.from(frame), false);

test('a request in JSON reads like the packet it stands for', () => {
  fc.assert(
    fc.property(header, fields, fc.array(text), fc.maxSafeNat(), ({ sid, cid, ser }, entries, list, long) => {
      const Q = [
        { t: 'Property', v: Object.fromEntries(entries) },
        { t: 'StrArray', v: list },
        { t: 'Long', v: long },
      ];
      const frame = read(`3:::${JSON.stringify({ SID: sid, CID: cid, SER: ser, Q })}`);
      if (frame.kind !== 'packet') throw new Error('not a packet');
      expect([frame.sid, frame.cid, frame.ser]).toEqual([sid, cid, ser]);
      const body = frame.body(['property', 'strArray', 'long']);
      expect(body.map(plain)).toEqual([Object.fromEntries(entries), list, long]);
    }),
  );
});

test('an answer in JSON carries its code and its body', () => {
  fc.assert(
    fc.property(header, property, fc.array(property), (head, first, rest) => {
      const { payload, isBinary } = payloadOf(jsonWire.frame(head, ['property', 'propertyArray'], [first, rest]));
      expect(isBinary).toBe(false);
      const frame = String(payload);
      expect(frame.startsWith('3:::')).toBe(true);
      const r = [Object.fromEntries(first), rest.map((fields) => Object.fromEntries(fields))];
      expect(JSON.parse(frame.slice(4))).toEqual({ ...head, r: JSON.parse(JSON.stringify(r)) });
    }),
  );
});

test("anything else is refused with the decoder's own error", () => {
  const nearly = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `3:::${rest}`),
    fc.json().map((rest) => `3:::${rest}`),
    fc
      .record(
        { SID: fc.jsonValue(), CID: fc.jsonValue(), SER: fc.jsonValue(), Q: fc.jsonValue() },
        { requiredKeys: [] },
      )
      .map((rest) => `3:::${JSON.stringify(rest)}`),
    fc
      .array(fc.record({ t: fc.string(), v: fc.jsonValue() }, { requiredKeys: [] }))
      .map((Q) => `3:::${JSON.stringify({ SID: 1, CID: 2, SER: 3, Q })}`),
  );
  fc.assert(
    fc.property(nearly, shape, (text, types) => {
      try {
        const frame = read(text);
        if (frame.kind === 'packet') expect(frame.body(types)).toHaveLength(types.length);
      } catch (error) {
        expect(error).toBeInstanceOf(PacketError);
      }
    }),
    { numRuns: 3000 },
  );
});
