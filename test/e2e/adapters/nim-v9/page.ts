// Runs in the page, beside the vendor's browser build.
import type { NimV9Sdk } from '@partyline/adapters/nim-v9';
import { serveSentences, type Way } from '../support/conformance-page.ts';
import { nimV9Ways, nimV9World } from './nim-v9-world.ts';

const sdk = (globalThis as unknown as { readonly SDK: { readonly NIM: NimV9Sdk } }).SDK.NIM;

const ways: Record<string, Way> = {};
for (const [way, { options, capabilities }] of Object.entries(nimV9Ways)) {
  ways[way] = { capabilities, world: (cloud, place) => nimV9World(sdk, cloud, place, options) };
}
serveSentences(ways);
