// What Stately publishes, bundled as an app bundles it: the export conditions that the tests run under do not suit it.
import { createRequire } from 'node:module';
import { type BuildOptions, buildSync } from 'esbuild';

type Stately = typeof import('@statelyai/inspect');

interface Bundling extends Pick<BuildOptions, 'minify' | 'keepNames' | 'target'> {
  readonly platform?: 'browser' | 'node';
  /** On the packages as they are built, not on the workspace's sources. */
  readonly built?: boolean;
}

/** Bundles a module's text. */
export function bundled(contents: string, { platform = 'browser', built = false, ...how }: Bundling = {}): string {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    platform,
    ...how,
    format: platform === 'node' ? 'cjs' : 'iife',
    conditions: built ? [] : ['@partyline/source'],
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
