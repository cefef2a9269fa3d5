import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The session's tests that are fast enough to be run once per mutant, and little of what is random.
process.env.PARTYLINE_RUNS = '0.01';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['run.mjs'],
    server: { deps: { external: [/all\.bundle\.mjs/] } },
    testTimeout: 10_000,
    maxWorkers: 1,
    bail: 1,
  },
});
