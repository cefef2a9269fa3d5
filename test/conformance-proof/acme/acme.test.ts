// Adapters that are as good as any and built otherwise: the kit has nothing against them, whatever their manner.
import { imConformance, meetingConformance } from '@partyline/conformance';
import { describe, expect, test } from 'vitest';
import type { Manner } from './calls.ts';
import { acmeImWorld, acmeMeetingWorld } from './worlds.ts';

/** What a slow machine needs, too. */
const patience = 60_000;

describe.each<[string, number, Manner]>([
  ['tells at once', 0, {}],
  ['tells late', 0, { late: 3 }],
  ['takes its time', 10, {}],
  ['is answered late', 0, { slow: 'back' }],
  ['takes its time and tells late', 10, { late: 5 }],
  ['ignores its signals', 3, { heeds: false }],
])('a port that %s', (_, latency, manner) => {
  const abort = manner.heeds ?? true;
  const im = imConformance({
    test: test.concurrent,
    factory: () => acmeImWorld(latency, manner),
    capabilities: { abort },
    patience,
  });
  const meeting = meetingConformance({
    test: test.concurrent,
    factory: () => acmeMeetingWorld(latency, manner),
    capabilities: { abort, owned: false, auto: false, guests: false },
    patience,
  });
  test('only what it can not do is skipped', () => {
    const off = ['owned', 'auto', 'guests', ...(abort ? [] : ['abort'])];
    for (const { needs } of [...im.skipped, ...meeting.skipped]) {
      expect(needs.some((need) => off.includes(need))).toBe(true);
    }
  });
});
