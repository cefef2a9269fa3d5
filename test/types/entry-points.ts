import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly '@partyline/source': string }>>;
}

/** Every entry point of the packages that an app imports: its name, and its source, seen from the root. */
export const entryPoints = ['core', 'adapters'].flatMap((folder) => {
  const { name, exports }: Manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  return Object.entries(exports).map(
    ([path, at]) => [`${name}${path.slice(1)}`, join(folder, at['@partyline/source'])] as const,
  );
});
