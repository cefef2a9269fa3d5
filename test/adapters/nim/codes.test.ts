// The tables of the IM adapters and what `explain` tells of the same codes: one number means one thing everywhere.
import { explain, knownCodes } from '@partyline/core/explain';
import { describe, expect, test } from 'vitest';
import { codes as v2, kickReasons as v2Kicks } from '../../../adapters/src/nim/codes.ts';
import { codes as v9, kickReasons as v9Kicks } from '../../../adapters/src/nim-v9/codes.ts';

describe.each([
  ['nim', v2],
  ['nim-v9', v9],
])('%s', (_, codes) => {
  const shared = Object.entries(codes).filter(([code]) => knownCodes.includes(code));

  test('there are codes that both tell', () => expect(shared.length).toBeGreaterThan(4));

  test.each(shared)('%s is of the kind that explain() tells', (code, [kind]) => {
    // The reason and the cure are the kind's; only title and text are the code's.
    const { why, fix } = explain(code, 'en');
    expect({ why, fix }).toEqual({ why: explain(kind, 'en').why, fix: explain(kind, 'en').fix });
  });

  test('a meaning is words, and does not repeat its code', () => {
    for (const [code, [, meaning]] of Object.entries(codes)) {
      expect(meaning).toMatch(/^[a-z][\w ,;'-]+/i);
      expect(meaning).not.toContain(code.length > 2 && Number(code) ? code : '\n');
    }
  });
});

test('the four kicks of both SDKs are the four of the port', () => {
  const all = ['otherClient', 'server', 'kickedByClient', 'quiet'];
  expect(Object.values(v2Kicks)).toEqual(all);
  expect(Object.values(v9Kicks)).toEqual(all);
});
