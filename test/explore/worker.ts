import type { ReusePolicy } from '@partyline/core';
import { explore } from './explorer.ts';

/** One exploration in a process of its own: `node worker <policy> <honours|ignores> <depth> [directory]`. */
const [policy = 'required', abort = 'honours', depth = '6', directory] = process.argv.slice(2);
const began = performance.now();
const { states, transitions, values, violations } = explore({
  policy: policy as ReusePolicy,
  honoursAbort: abort === 'honours',
  depth: Number(depth),
  hasDirectory: directory === 'directory',
});
const seconds = (performance.now() - began) / 1000;
process.stdout.write(
  JSON.stringify({ policy, abort, depth, states, transitions, values: [...values], violations, seconds }),
);
