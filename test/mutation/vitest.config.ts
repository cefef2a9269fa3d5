import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { bundle } from './bundle.ts';

// The session's tests that are fast enough to be run once per mutant, and little of what is random.
process.env.PARTYLINE_RUNS = '0.01';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

await bundle(here('all.bundle.mjs'));

export default defineConfig({
  test: {
    root: here('.'),
    include: ['run.mjs'],
    server: { deps: { external: [/all\.bundle\.mjs/] } },
    testTimeout: 5_000,
    maxWorkers: 1,
    bail: 1,
  },
});
