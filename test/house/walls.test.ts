import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A tree of the house's shape with the given files, and what the check of the walls says about it. */
function walls(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'partyline-walls-'));
  folders.push(folder);
  const shape = {
    'core/src/a.ts': '',
    'adapters/src/one/a.ts': '',
    'adapters/src/react/a.ts': '',
    // What a breach would import, so that it can be found.
    'node_modules/vue/index.js': '',
    'node_modules/ws/index.js': '',
    'adapters/src/two/a.ts': '',
    'apps/cli/src/a.ts': '',
    'test/conformance/src/a.ts': '',
  };
  for (const [path, text] of Object.entries({ ...shape, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text || 'export const a = 1;\n');
  }
  const config = join(root, '.dependency-cruiser.mjs');
  const command = join(root, 'node_modules/.bin/depcruise');
  const run = spawnSync(command, ['--config', config, 'core/src', 'adapters/src', 'apps', 'test/conformance/src'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { ok: run.status === 0, said: run.stdout + run.stderr };
}

test('a house without breaches passes', () => {
  const { ok, said } = walls({ 'adapters/src/one/b.ts': "export { a } from './a.ts';\n" });
  expect(said).toContain('no dependency violations');
  expect(ok).toBe(true);
});

test.each([
  [
    'core-imports-xstate-only',
    'core/src/b.ts',
    "import { readFileSync } from 'node:fs';\nexport const b = readFileSync;\n",
  ],
  ['core-imports-xstate-only', 'core/src/b.ts', "export { a } from '../../adapters/src/one/a.ts';\n"],
  ['conformance-knows-the-core-only', 'test/conformance/src/b.ts', "export { test } from 'node:test';\n"],
  [
    'conformance-knows-the-core-only',
    'test/conformance/src/b.ts',
    "export { a } from '../../../adapters/src/one/a.ts';\n",
  ],
  ['adapters-know-the-core-only', 'adapters/src/one/b.ts', "export { a } from '../../../apps/cli/src/a.ts';\n"],
  ['adapters-do-not-know-each-other', 'adapters/src/one/b.ts', "export { a } from '../two/a.ts';\n"],
  ['a-framework-stays-in-its-adapter', 'adapters/src/one/b.ts', "export { h } from 'vue';\n"],
  ['react-and-vue-do-not-mix', 'adapters/src/react/b.ts', "export { h } from 'vue';\n"],
  ['pages-import-no-node', 'adapters/src/inspector/b.ts', "export { WebSocket } from 'ws';\n"],
  ['pages-import-no-node-api', 'adapters/src/vue/b.ts', "export { createServer } from 'node:http';\n"],
  ['im-sdks-are-handed-in', 'adapters/src/nim/b.ts', "import { EOL } from 'node:os';\nexport const b = EOL;\n"],
  ['nothing-imports-an-app', 'apps/other/src/b.ts', "export { a } from '../../cli/src/a.ts';\n"],
  ['no-cycles', 'core/src/b.ts', "export { c } from './c.ts';\nexport const b = 1;\n"],
  ['nothing-unresolved', 'core/src/b.ts', "export { z } from './nowhere.ts';\n"],
])('a planted breach of %s is caught', (rule, path, text) => {
  const files =
    rule === 'no-cycles'
      ? { [path]: text, 'core/src/c.ts': "export { b } from './b.ts';\nexport const c = 1;\n" }
      : { [path]: text };
  const { ok, said } = walls(files);
  expect(said).toContain(rule);
  expect(ok).toBe(false);
});
