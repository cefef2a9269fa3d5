import { defineConfig } from 'vitest/config';

// Tests run on the sources: the condition makes every workspace package resolve to its src.
const conditions = ['@partyline/source', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/.stryker-tmp/**'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    // Browsers and SDKs wait more than they work: a third file fills the cores meanwhile.
    maxWorkers: 3,
    maxConcurrency: 2,
  },
});
