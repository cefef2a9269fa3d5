// What a stranger gets: every tarball is looked at and installed together by plain npm in an empty folder, and there the
// README's lines must run and type-check. The registry is not asked: what the packages depend on is handed to npm out of
// this workspace, so the check says the same on a machine without network, and a missing dependency is an error.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { pack } from './pack.mjs';

/** Where each package stands that some packages need, those included that they need in turn. */
function needed(manifest, from, found = new Map()) {
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (name.startsWith('@partyline/') || found.has(name)) continue;
    let folder = from;
    while (!existsSync(join(folder, 'node_modules', name))) {
      if (folder === dirname(folder)) throw new Error(`${manifest.name} needs ${name}, which is not installed`);
      folder = dirname(folder);
    }
    const place = realpathSync(join(folder, 'node_modules', name));
    found.set(name, place);
    needed(JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')), place, found);
  }
  return found;
}

/** Ranges and nothing else: a pin makes a second copy, and nobody but pnpm understands `workspace:` and `catalog:`. */
function checkRanges({ manifest, tarball }) {
  const { stdout } = spawnSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' });
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(stdout);
  const odd = Object.entries({ ...dependencies, ...peerDependencies }).find(([, range]) => !/^\^\d/.test(range));
  if (odd) throw new Error(`${manifest.name} is published with ${odd.join(' ')}: write a range`);
}

/** Every entry point that needs nothing which is left to the person to install. */
function entries(packages) {
  const own = /inversify|react|vue|trace|inspector/;
  const paths = packages.flatMap(({ manifest: { name, exports } }) =>
    Object.keys(exports).map((at) => name + at.slice(1)),
  );
  const bare = paths.filter((path) => !own.test(path));
  return bare.map((path) => `export * as ${path.replaceAll(/\W/g, '_')} from '${path}';\n`).join('');
}

export function stranger({ root, run, pnpm, bin }) {
  const folder = mkdtempSync(join(tmpdir(), 'partyline-packed-'));
  const inside = { cwd: folder, quiet: true };
  // Also where a step fails, which ends the process.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

  const packages = pack({ root, run, pnpm }, join(folder, 'tarballs'));
  for (const each of packages) {
    checkRanges(each);
    run(bin('publint'), ['run', each.tarball, '--strict'], inside);
    run(bin('attw'), [each.tarball, '--profile', 'esm-only'], inside);
  }

  // The two apps bring thirty packages more and would prove no more about ours.
  const tried = packages.filter(({ from }) => !from.includes(`${sep}apps${sep}`));
  const shelf = new Map();
  for (const { manifest, from } of tried) needed(manifest, from, shelf);
  const stored = [...shelf].map(([name, place]) => {
    const tarball = join(folder, 'tarballs', `${name.replaceAll('/', '-')}.tgz`);
    run('tar', ['-czf', tarball, '-C', dirname(place), basename(place)], inside);
    return tarball;
  });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const quietly = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // A cache of its own: nothing is found there by chance, and nothing of this stays in the person's.
  quietly.push('--cache', join(folder, 'cache'), '--no-package-lock', '--logs-max=0');
  const given = [...tried.map(({ tarball }) => tarball), ...stored];
  run('npm', ['install', ...quietly, ...given], inside);
  for (const { manifest } of tried) {
    const own = join(folder, 'node_modules', manifest.name, 'node_modules');
    if (existsSync(own)) throw new Error(`${manifest.name} got copies of its own in ${own}`);
  }

  const [, lines] = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  writeFileSync(join(folder, 'lines.ts'), lines);
  writeFileSync(join(folder, 'lines.mjs'), lines);
  writeFileSync(join(folder, 'entries.ts'), entries(tried));
  run(process.execPath, ['lines.mjs'], inside);
  const compilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: false },
    ...{ module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'], types: [] },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['lines.ts', 'entries.ts'] }));
  run(bin('tsc'), ['-p', '.'], inside);
}
