// No `any` in what the packages publish: neither written nor inferred, in any declaration
// that an entry point leads to.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

type Declarations = ReadonlyMap<string, string>;

/** What a package declares: every declaration file that its entry points lead to. */
function declared(entries: readonly string[]): Declarations {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(
    entries.map((entry) => join(root, entry)),
    {
      ...options,
      composite: false,
      declaration: true,
      declarationMap: false,
      emitDeclarationOnly: true,
      incremental: false,
      outDir: '/declarations',
      rootDir: root,
    },
  );
  const all = new Map<string, string>();
  program.emit(undefined, (name, text) => all.set(name.replace('/declarations/', ''), text));
  const reached = new Map<string, string>();
  const follow = (name: string): void => {
    const text = all.get(name);
    if (text === undefined || reached.has(name)) return;
    reached.set(name, text);
    for (const [, path] of text.matchAll(/(?:from|import\() ?["'](\.[^"']+)\.(?:ts|js)["']/g)) {
      follow(`${join(dirname(name), path ?? '')}.d.ts`);
    }
  };
  for (const entry of entries) follow(entry.replace(/\.ts$/, '.d.ts'));
  return reached;
}

/** Where `any` is written in declarations. */
function anys(declarations: Declarations): string[] {
  const found: string[] = [];
  for (const [name, text] of declarations) {
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart());
        found.push(`${name}:${line + 1} ${text.split('\n')[line]?.trim().slice(0, 160)}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

test.each([
  ['core', ['core/src/index.ts', 'core/src/explain.ts']],
  ['the memory adapter', ['adapters/src/memory/index.ts']],
  ['the adapter for V2NIM', ['adapters/src/nim/index.ts']],
  ['the adapter for the SDK of 9.x', ['adapters/src/nim-v9/index.ts']],
  ['the adapter for inversify', ['adapters/src/inversify/index.ts']],
  ['the inspector', ['adapters/src/inspector/index.ts', 'adapters/src/inspector/node/index.ts']],
  ['the adapter for React', ['adapters/src/react/index.ts']],
  ['the adapter for Vue', ['adapters/src/vue/index.ts']],
])('%s publishes no any', (_, entries) => {
  const declarations = declared(entries);
  expect(declarations.size).toBeGreaterThanOrEqual(entries.length);
  expect(anys(declarations)).toEqual([]);
});

test('the check notices a planted any', () => {
  expect(anys(new Map([['planted.d.ts', 'export declare const planted: (value: any) => void;']]))).toHaveLength(1);
});
