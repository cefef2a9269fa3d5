import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Everything that a mutant is judged by, in one file: that is loaded much faster than a hundred, and it is loaded once
 * per mutant. Takes the sources that lie next to it, which in Stryker's copy of the workspace carry every mutant.
 */
export async function bundle(outfile: string): Promise<void> {
  const judges = join(root, 'test/mutation/all.ts');
  const judging = await readFile(judges, 'utf8');
  for (const file of await readdir(join(root, 'test/session'))) {
    if (file.endsWith('.test.ts') && !judging.includes(`'../session/${file}'`)) {
      throw new Error(`test/mutation/all.ts leaves session/${file} out`);
    }
  }
  const part = `${outfile}.${process.pid}`;
  await build({
    entryPoints: [judges],
    outfile: part,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['vitest'],
    // The packages of this copy, not those that its node_modules link to.
    alias: {
      '@partyline/core': join(root, 'core/src/index.ts'),
      '@partyline/adapters/memory': join(root, 'adapters/src/memory/index.ts'),
    },
  });
  // Two runners do this at a time: neither reads half a file.
  await rename(part, outfile);
}
