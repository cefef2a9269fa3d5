// Runs every benchmark: test/bench/<name>/main.mjs, one after the other, each in a process of its own.
// A name as argument runs that one only. A benchmark reports; it never fails the run.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const known = readdirSync(here).filter((name) => existsSync(join(here, name, 'main.mjs')));

for (const name of wanted.filter((name) => !known.includes(name))) {
  console.error(`no benchmark "${name}"; there are: ${known.join(', ')}`);
}
for (const name of known.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  const { status, signal } = spawnSync(process.execPath, ['--expose-gc', join(here, name, 'main.mjs')], {
    stdio: 'inherit',
  });
  if (status !== 0) console.error(`benchmark ${name} ended with ${signal ?? status}; its figures are missing`);
}
