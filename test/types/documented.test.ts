// Every name that an app can import says what it is where it is declared: an editor shows that.
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { entryPoints, root } from './entry-points.ts';

const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const given: ts.CompilerOptions = { ...options, composite: false, incremental: false, noEmit: true };
const host = ts.createCompilerHost(given);
const files = entryPoints.map(([, entry]) => join(root, entry));
const packages = ts.createProgram(files, given, host);

/** The names that a module exports without a doc comment. */
function undocumented(file: string, program = packages): readonly string[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const names = module ? checker.getExportsOfModule(module) : [];
  expect(names.length).toBeGreaterThan(0);
  const bare = names.filter((name) => {
    const declared = name.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(name) : name;
    return declared.getDocumentationComment(checker).length === 0;
  });
  return bare.map(({ name }) => name);
}

test.each(entryPoints)('every name of %s has a doc comment', (_, entry) => {
  expect(undocumented(join(root, entry))).toEqual([]);
});

test('the check notices one that has none', () => {
  const text =
    '/** Says what it is. */ export const told = 1; export const bare = 1; const inner = 1; export { inner as out };';
  const source = ts.createSourceFile('planted.ts', text, ts.ScriptTarget.ES2022, true);
  const planted: ts.CompilerHost = {
    ...host,
    getSourceFile: (name, ...rest) => (name === 'planted.ts' ? source : host.getSourceFile(name, ...rest)),
  };
  expect(undocumented('planted.ts', ts.createProgram(['planted.ts'], given, planted))).toEqual(['bare', 'out']);
});
