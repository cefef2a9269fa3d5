// The adapter on the vendor's unmodified ESM build, in this very process.
import type { NimSdk } from '@partyline/adapters/nim';
import { imConformance } from '@partyline/conformance';
import { describe, expect, test } from 'vitest';
import { nimClass } from '../../support/nim-node.ts';
import { openImCloud } from '../support/im-cloud.ts';
import { nimWays, nimWorld } from './nim-world.ts';

for (const [way, { options, capabilities }] of Object.entries(nimWays)) {
  describe(`nim in Node: ${way}`, () => {
    const factory = async () => {
      const sdk = (await nimClass()) as unknown as NimSdk;
      const cloud = await openImCloud();
      return nimWorld(sdk, cloud, cloud.place, options);
    };
    const { skipped } = imConformance({ test, factory, capabilities, patience: 60_000 });
    test('only what this way cannot do is skipped', () => {
      const missing = Object.keys(capabilities);
      for (const { needs } of skipped) expect(needs.some((need) => missing.includes(need))).toBe(true);
    });
  });
}
