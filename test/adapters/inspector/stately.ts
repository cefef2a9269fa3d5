// What Stately publishes, bundled as an app bundles it: the export conditions that the tests run under do not suit it.
import { createRequire } from 'node:module';
import { buildSync } from 'esbuild';

type Stately = typeof import('@statelyai/inspect');

interface Bundling {
  readonly platform?: 'browser' | 'node';
  readonly minify?: boolean;
}

/** Bundles a module's text, on the workspace's sources. */
export function bundled(contents: string, { platform = 'browser', minify = false }: Bundling = {}): string {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    platform,
    minify,
    format: platform === 'node' ? 'cjs' : 'iife',
    conditions: ['@partyline/source'],
    external: ['bufferutil', 'utf-8-validate'],
  });
  return outputFiles[0]?.text ?? '';
}

/** The package as a program in Node gets it. */
export function statelyInNode(): Stately {
  const module: { exports: unknown } = { exports: {} };
  const code = bundled("export * from '@statelyai/inspect';", { platform: 'node' });
  new Function('module', 'exports', 'require', code)(module, module.exports, createRequire(import.meta.url));
  return module.exports as Stately;
}
