// The memory adapter keeps every sentence of every port contract; nothing is skipped.
import { imConformance } from '@partyline/conformance';
import { describe, expect, test } from 'vitest';
import { imWorld } from './conformance-im-world.ts';

describe('ImPort', () => {
  const { skipped } = imConformance({ test, factory: imWorld });
  test('no sentence is skipped', () => expect(skipped).toEqual([]));
});
