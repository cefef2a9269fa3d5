// How much of an app's bundle the core takes: minified and gzipped, with xstate and without. Run by `npm run check`.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { build } = createRequire(join(root, 'test/package.json'))('esbuild');

/** What we hold ourselves to, and what may not be exceeded today; the second goes up only for what the change says. */
const entries = [
  { name: 'core with xstate', external: [], goal: 20_000, limit: 22_890 },
  { name: 'core, our own part', external: ['xstate'], goal: 7_000, limit: 10_335 },
];

let failed = false;
for (const { name, external, goal, limit } of entries) {
  const { outputFiles } = await build({
    stdin: { contents: `export * from ${JSON.stringify(join(root, 'core/dist/index.js'))}`, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    external,
    write: false,
  });
  const bytes = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  const verdict = bytes > limit ? `OVER THE LIMIT of ${limit}` : bytes > goal ? `goal ${goal} not met yet` : 'goal met';
  console.log(`size: ${name.padEnd(20)} ${String(bytes).padStart(6)} bytes min+gz  (${verdict})`);
  failed ||= bytes > limit;
}
if (failed) {
  console.error('The core grew. Make it smaller, or say in the change why it must be larger.');
  process.exit(1);
}
