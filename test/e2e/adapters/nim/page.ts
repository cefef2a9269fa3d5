// Runs in the page, beside the vendor's browser build.
import type { NimSdk } from '@partyline/adapters/nim';
import { serveSentences, type Way } from '../support/conformance-page.ts';
import { nimWays, nimWorld } from './nim-world.ts';

const sdk = (globalThis as unknown as { readonly NIM: { readonly default: NimSdk } }).NIM.default;

const ways: Record<string, Way> = {};
for (const [way, { options, capabilities }] of Object.entries(nimWays)) {
  ways[way] = { capabilities, world: (cloud, place) => nimWorld(sdk, cloud, place, options) };
}
serveSentences(ways);
