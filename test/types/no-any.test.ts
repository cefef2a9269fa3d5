// No `any` in what the packages publish: neither written nor inferred, in any declaration
// that an entry point leads to.
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { entryPoints, root } from './entry-points.ts';

type Declarations = ReadonlyMap<string, string>;

/** What all entry points and whatever they lead to declare, by path. */
function declared(): Declarations {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(
    entryPoints.map(([, entry]) => join(root, entry)),
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
  return all;
}

const all = declared();

/** The declarations that an entry point leads to. */
function reachedFrom(entry: string): Declarations {
  const reached = new Map<string, string>();
  const follow = (name: string): void => {
    const text = all.get(name);
    if (text === undefined || reached.has(name)) return;
    reached.set(name, text);
    for (const [, path] of text.matchAll(/(?:from|import\() ?["'](\.[^"']+)\.(?:ts|js)["']/g)) {
      follow(`${join(dirname(name), path ?? '')}.d.ts`);
    }
  };
  follow(entry.replace(/\.ts$/, '.d.ts'));
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

test.each(entryPoints)('%s publishes no any', (_, entry) => {
  const declarations = reachedFrom(entry);
  expect(declarations.size).toBeGreaterThan(0);
  expect(anys(declarations)).toEqual([]);
});

test('the check notices a planted any', () => {
  expect(anys(new Map([['planted.d.ts', 'export declare const planted: (value: any) => void;']]))).toHaveLength(1);
});
