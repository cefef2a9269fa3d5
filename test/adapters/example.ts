// The example on an adapter's page, run as it is printed there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Loader, transformSync } from 'esbuild';

/** The first block of code in a language on an adapter's page. */
export function example(adapter: string, language: string): string {
  const page = readFileSync(join(import.meta.dirname, '../../adapters/src', adapter, 'README.md'), 'utf8');
  const [, code] = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page) ?? [];
  if (code === undefined) throw new Error(`there is no ${language} on the page of ${adapter}`);
  return code;
}

/** Runs a module's text with the modules that it imports; answers what it exports. */
export function evaluate(code: string, loader: Loader, modules: Readonly<Record<string, unknown>>) {
  const { code: script } = transformSync(code, { loader, format: 'cjs', jsx: 'automatic' });
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const require = (name: string) => {
    if (!(name in modules)) throw new Error(`the example imports ${name}`);
    return modules[name];
  };
  new Function('module', 'exports', 'require', script)(module, module.exports, require);
  return module.exports;
}
