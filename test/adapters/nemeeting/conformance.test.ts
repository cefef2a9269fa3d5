// The adapter on a stand-in built from the vendor's documented API. The kit doesn't say which IM account a guest got, so
// nobody can be asked whether that one is online: the sentences about guests are checked without that question.
import { meetingConformance } from '@partyline/conformance';
import { describe, expect, test } from 'vitest';
import { standInWorld } from './world.ts';

describe('nemeeting', () => {
  const { skipped } = meetingConformance({
    test,
    factory: standInWorld,
    patience: 60_000,
    capabilities: { guests: false },
  });
  test('only guests are skipped', () => expect(skipped.filter(({ needs }) => !needs.includes('guests'))).toEqual([]));
});

describe('nemeeting, with guests', () => {
  const { skipped } = meetingConformance({
    test,
    factory: standInWorld,
    patience: 60_000,
    capabilities: { online: false },
  });
  test('only who is online is skipped', () =>
    expect(skipped.filter(({ needs }) => !needs.includes('online'))).toEqual([]));
});
