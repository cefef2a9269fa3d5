// Runs in Stryker's copy of the workspace, after every mutant was written into the sources and before any of them is
// switched on: one file is loaded much faster than a hundred, and it is loaded once per mutant.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

await build({
  absWorkingDir: root,
  entryPoints: [join(root, 'test/mutation/all.ts')],
  outfile: join(root, 'test/mutation/all.bundle.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  define: { 'process.env.NODE_ENV': '"production"' },
  external: ['vitest'],
  // The packages of this copy, not those that its node_modules link to.
  alias: {
    '@partyline/core': join(root, 'core/src/index.ts'),
    '@partyline/adapters/memory': join(root, 'adapters/src/memory/index.ts'),
  },
});
