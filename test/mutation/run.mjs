import { test } from 'vitest';

// All of it, bundled: see bundle.ts. A mutant of which no machine can be built fails here; without a test that says so
// it would count as survived.
await import('./all.bundle.mjs').catch((error) => {
  test('the machine can be built', () => {
    throw error;
  });
});
