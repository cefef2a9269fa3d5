// Packs every package as it would be published. pnpm does it: it writes ranges where the workspace has `workspace:`.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is published, in the order in which one needs the other. */
export const published = ['core', 'adapters', 'test/conformance', 'apps/emulator', 'apps/cli'];

/** Packs into a folder and answers each package's folder, manifest and tarball. */
export function pack({ root, run, pnpm }, folder) {
  mkdirSync(folder, { recursive: true });
  const packages = published.map((name) => {
    const from = join(root, name);
    return { from, manifest: JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) };
  });
  const [command, ...args] = pnpm();
  const filters = packages.flatMap(({ manifest }) => ['--filter', manifest.name]);
  run(command, [...args, '--recursive', ...filters, 'pack', '--pack-destination', folder], { quiet: true });
  const made = readdirSync(folder);
  return packages.map(({ from, manifest }) => {
    const file = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`;
    if (!made.includes(file)) throw new Error(`pnpm made no ${file}`);
    return { from, manifest, tarball: join(folder, file) };
  });
}
