import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessionMachine } from '@partyline/core';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface Outcome {
  readonly policy: string;
  readonly abort: string;
  readonly states: number;
  readonly transitions: number;
  readonly values: readonly string[];
  readonly violations: readonly string[];
  readonly seconds: number;
}

/** How many things may happen from outside: commands, aborts, reports of the SDKs, refusals and deadlines. */
const depth = Number(process.env.EXPLORE_DEPTH ?? 6);
const outcomes: Outcome[] = [];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partyline-explore-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile: join(folder, 'worker.mjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@partyline/source'],
  });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  const total = (of: (outcome: Outcome) => number) => outcomes.reduce((sum, outcome) => sum + of(outcome), 0);
  const rows = outcomes.map(({ policy, abort, states, transitions, seconds }) => {
    return `  ${policy.padEnd(8)} adapters that ${`${abort} abort`.padEnd(13)} ${String(states).padStart(8)} states ${String(transitions).padStart(9)} transitions ${seconds.toFixed(1).padStart(6)} s`;
  });
  const sum = `${total((o) => o.states)} states, ${total((o) => o.transitions)} transitions`;
  console.log(`explorer, up to ${depth} outside events: ${sum}\n${rows.join('\n')}`);
});

/** Explores in a process of its own: its heap is its own, and two of them use both cores. */
function explored(...args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [
      '--max-old-space-size=8192',
      '--max-semi-space-size=128',
      join(folder, 'worker.mjs'),
      ...args,
    ]);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(err || `exit ${code}`))));
  });
}

/** Never what decides: a slow machine takes longer. */
const patience = 1_200_000;

// The longest first, so that both cores finish together.
const policies = ['auto', 'required', 'off'];

for (const abort of ['ignores', 'honours']) {
  test.concurrent.each(policies)(
    `no interleaving breaks an invariant: %s, an adapter that ${abort} abort`,
    async (policy) => {
      const outcome = await explored(policy, abort, String(depth));
      outcomes.push(outcome);
      expect(outcome.violations).toEqual([]);
    },
    patience,
  );
}

test('no interleaving breaks an invariant where a directory knows the bindings', async () => {
  const outcome = await explored('required', 'ignores', String(Math.min(depth, 4)), 'directory');
  outcomes.push(outcome);
  expect(outcome.violations).toEqual([]);
});

/** Every value that the machine's states can take, from its definition. */
function allValues(): string[] {
  return Object.entries(sessionMachine.config.states ?? {}).flatMap(([state, { states }]) =>
    Object.keys(states ?? {}).map((step) => `${state}.${step}`),
  );
}

test('every state of the chart is reached', () => {
  const reached = new Set(outcomes.flatMap(({ values }) => values));
  expect(allValues().filter((value) => !reached.has(value))).toEqual([]);
});
