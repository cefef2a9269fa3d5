// The samples on the pages, as a person copies them into an app: each is a module of its own and has to compile as it stands.
// (The conformance kit's is JavaScript, and runs in its own test.)
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const adapters = [
  'inspector',
  'inversify',
  'memory',
  'nemeeting',
  'neroom',
  'nim',
  'nim-v9',
  'react',
  'trace',
  'yunxin-api',
];
const pages = [
  'README.md',
  'core/README.md',
  'apps/emulator/README.md',
  ...adapters.map((name) => `adapters/src/${name}/README.md`),
];

/** The vendor's web kit was not to be had; what its sample reads of it is what the adapter says it needs. */
const unpublished = `declare module 'nemeeting-web-sdk' {
  const kit: { getInstance(): import('@partyline/adapters/nemeeting').NeMeetingKit };
  export default kit;
}`;

interface Sample {
  readonly page: string;
  readonly code: string;
  /** Whether it is meant for the module system of Node, as its fence says; otherwise for a bundler. */
  readonly node: boolean;
  /** Where the sample stands for the compiler: among the packages that the tests have installed. */
  readonly file: string;
}

function samplesOf(page: string, text = readFileSync(join(root, page), 'utf8')): Sample[] {
  return [...text.matchAll(/^```(tsx?)( nodenext)?\n(.*?)^```/gms)].map(([, language, node, code = ''], index) => {
    const name = `${page.replaceAll(/\W+/g, '-')}-${index}.${language}`;
    return { page, code, node: node !== undefined, file: join(root, 'test/house', name) };
  });
}

/** What the compiler says about samples, a line for each complaint. */
function complaints(samples: readonly Sample[], node: boolean): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'],
    module: node ? ts.ModuleKind.NodeNext : ts.ModuleKind.ESNext,
    moduleResolution: node ? ts.ModuleResolutionKind.NodeNext : ts.ModuleResolutionKind.Bundler,
    customConditions: ['@partyline/source'],
    allowImportingTsExtensions: true,
    jsx: ts.JsxEmit.ReactJSX,
    types: ['node'],
  };
  const texts = new Map(samples.filter((sample) => sample.node === node).map(({ file, code }) => [file, code]));
  if (texts.size === 0) return [];
  texts.set(join(root, 'test/house/unpublished.d.ts'), unpublished);
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.readFile = (name) => texts.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...rest) => {
    const text = texts.get(name);
    return text === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, text, rest[0]);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...texts.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${file.slice(root.length)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
}

const samples = pages.flatMap((page) => samplesOf(page));

test('every page has a sample that is looked at', () => {
  expect(new Set(samples.map(({ page }) => page))).toEqual(new Set(pages));
});

test.each([
  ['a bundler', false],
  ['Node', true],
])('the samples for %s compile as they stand', (_, node) => {
  expect(samples.some((sample) => sample.node === node)).toBe(true);
  expect(complaints(samples, node)).toEqual([]);
});

test('a name that nobody declared is noticed', () => {
  const page = [
    '```ts',
    "import { nimPort } from '@partyline/adapters/nim';",
    'export const im = nimPort({ nim });',
    '```',
    '',
  ];
  expect(complaints(samplesOf('planted.md', page.join('\n')), false)).toEqual([
    expect.stringContaining("No value exists in scope for the shorthand property 'nim'"),
  ]);
});
