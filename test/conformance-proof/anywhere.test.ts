// The kit runs where there is no runner, no Node and no DOM: the README's example under node:test, and a bare engine.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const here = import.meta.dirname;

/** Runs a program of its own; it must have been built. */
function output(args: readonly string[]): Promise<{ readonly code: number | null; readonly text: string }> {
  return new Promise((resolve, reject) => {
    // The runner's own environment would make node:test believe that it runs inside another test.
    const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env;
    const child = spawn(process.execPath, args, { env });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, text }));
  });
}

test("the README's example runs under node:test, and says what it did not check", async () => {
  const readme = readFileSync(join(here, '../conformance/README.md'), 'utf8');
  const example = /```js\n([\s\S]*?)```/.exec(readme)?.[1];
  if (!example) throw new Error('the README has no example');
  const folder = mkdtempSync(join(here, '.example-'));
  try {
    const file = join(folder, 'example.test.mjs');
    writeFileSync(file, example);
    const { code, text } = await output(['--test', '--test-reporter=tap', file]);
    expect(text).toContain('not checked: im/host-logs-in, needs host');
    expect(text).toContain('ok 1 - im/status-before-initialize');
    expect(text).toMatch(/# fail 0\b/);
    expect(code).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('bundled, all four suites run in a bare engine that has timers and AbortController', async () => {
  const { outputFiles } = await build({
    stdin: { contents: "export * from './bare.ts';", resolveDir: here },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'bare',
    platform: 'neutral',
    conditions: ['@partyline/source'],
  });
  const { setTimeout, clearTimeout, queueMicrotask, AbortController } = globalThis;
  const context = createContext({ setTimeout, clearTimeout, queueMicrotask, AbortController });
  runInContext(outputFiles[0]?.text ?? '', context);
  const ran: unknown = await runInContext('bare.run()', context);
  expect(ran).toMatchObject({ failed: [] });
  expect(ran).toHaveProperty('passed', expect.any(Number));
  expect((ran as { passed: number }).passed).toBeGreaterThan(190);
});
