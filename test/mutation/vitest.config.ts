import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

// The session's tests that are fast enough to be run once per mutant, on the sources of the copy that is mutated.
process.env.PARTYLINE_RUNS = '0.01';

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@partyline\/core$/, replacement: source('core/src/index.ts') },
      { find: /^@partyline\/adapters\/memory$/, replacement: source('adapters/src/memory/index.ts') },
    ],
  },
  test: {
    root: source('test'),
    include: ['mutation/all.ts'],
    testTimeout: 10_000,
    maxWorkers: 1,
    bail: 1,
  },
});
