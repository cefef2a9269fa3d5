// What `npm start`, `npm test` and the other root scripts run: brings the workspace up (pnpm, dependencies, build)
// on a machine that has only Node and git, then does the job. It uses nothing but Node itself.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from './pack.mjs';
import { stranger } from './stranger.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PNPM = '12.20.0';
const projects = ['core', 'adapters', 'apps/emulator', 'apps/cli', 'apps/playground', 'test/conformance'];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Partyline needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and try again.`,
  );
  process.exit(1);
}

function run(command, args, { quiet = false, cwd = root } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.signal) process.exit(130);
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  if (result.error) console.error(`could not run ${command}: ${result.error.message}`);
  process.exit(result.status ?? 1);
}

/** A pnpm of the major we lock with: the one on the PATH if it fits, else fetched once by npx. */
function pnpm() {
  const found = spawnSync('pnpm', ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  return found.status === 0 && found.stdout.startsWith('12.') ? ['pnpm'] : ['npx', '--yes', `pnpm@${PNPM}`];
}

/** Runs something that lives until it is told to stop: it hears the signals we get, and we end as it ends. */
function accompany(command, args) {
  // npm runs scripts in the root; a file that was named on the command line is named from where the person stands.
  const child = spawn(command, args, { stdio: 'inherit', cwd: process.env.INIT_CWD ?? process.cwd() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm, when it is told to stop, leaves its script behind: an orphan stops by itself.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  child.on('exit', (code) => process.exit(code ?? 130));
}

function install() {
  const stamp = join(root, 'node_modules', '.partyline-installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('partyline: installing dependencies (once) …');
  const [command, ...args] = pnpm();
  run(command, [...args, 'install', '--frozen-lockfile', '--config.confirmModulesPurge=false'], { quiet: true });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

const bin = (name, where = root) => join(where, 'node_modules', '.bin', name);
const build = () => {
  // What was built before takes a moment; the first time somebody wonders whether it hangs.
  if (!existsSync(join(root, 'core/dist/index.js'))) console.error('partyline: building the packages …');
  run(bin('tsc'), ['-b', ...projects]);
  run(process.execPath, [join(root, '.house/lean.mjs')]);
  run(process.execPath, [join(root, '.house/viewer.mjs')]);
};

/** Builds the playground's page, unless what it is made of is what it was made of the last time. */
function page() {
  const sources = [
    'core/src',
    'adapters/src',
    'apps/cli/src/chart',
    'apps/playground/src',
    'apps/playground/vite.config.ts',
  ];
  const hash = createHash('sha256').update(readFileSync(join(root, 'pnpm-lock.yaml')));
  for (const source of sources) {
    const path = join(root, source);
    const files = source.endsWith('.ts') ? [''] : readdirSync(path, { recursive: true }).map(String).sort();
    for (const file of files) {
      if (/\.(ts|tsx|css|html|svg)$/.test(file || source)) hash.update(file).update(readFileSync(join(path, file)));
    }
  }
  const stamp = join(root, 'apps/playground/dist/page/.built');
  const made = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return;
  const where = join(root, 'apps/playground');
  console.error('partyline: building the playground …');
  run(bin('vite', where), ['build', '--logLevel', 'warn'], { cwd: where, quiet: true });
  writeFileSync(stamp, made);
}

const cli = (args) => accompany(process.execPath, [join(root, 'apps/cli/dist/main.js'), ...args]);
const vitest = (args) => run(bin('vitest', join(root, 'test')), args, { cwd: join(root, 'test') });

/** Types, format and lint, the walls between packages, sizes, and whether what is published can be installed and used. */
function check() {
  run(bin('tsc'), ['-b', 'test']);
  run(bin('tsc'), ['-p', 'apps/playground/tsconfig.page.json']);
  run(bin('biome'), ['check', '--error-on-warnings', '.']);
  run(bin('depcruise'), [
    '--config',
    '.dependency-cruiser.mjs',
    'core/src',
    'adapters/src',
    'apps',
    'test/conformance/src',
  ]);
  run(process.execPath, [join(root, '.house/size.mjs')]);
  stranger({ root, run, pnpm, bin });
  console.log('check: types, lint, walls, sizes and packages are in order');
}

/** The browser tests need a Chromium. On a machine where we may, Debian's package is installed; else it says how. */
function browser() {
  const known = [
    process.env.PARTYLINE_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  if (known.some((path) => path && existsSync(path)) || process.platform !== 'linux') return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.error('partyline: installing Chromium for the browser tests (once) …');
  run('apt-get', ['update', '-qq'], { quiet: true });
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { quiet: true });
}

const jobs = {
  start: (args) => {
    // Help is for whoever wonders what this would do: it does not wait for a build.
    if (!args.includes('--help') && !args.includes('-h')) page();
    accompany(process.execPath, [join(root, 'apps/playground/dist/serve/main.js'), ...args]);
  },
  partyline: (args) => cli(args),
  emulator: (args) => accompany(process.execPath, [join(root, 'apps/emulator/dist/main.js'), ...args]),
  build: page,
  pack: () => {
    const packages = pack({ root, run, pnpm }, join(root, 'dist'));
    for (const { tarball } of packages) console.log(tarball);
  },
  check,
  test: (args) => {
    browser();
    page();
    check();
    vitest(['run', ...args]);
  },
  bench: (args) => run(process.execPath, [join(root, 'test/bench/run.mjs'), ...args]),
  mutation: (args) => run(bin('stryker', join(root, 'test')), ['run', 'test/stryker.config.mjs', ...args]),
  format: () => run(bin('biome'), ['check', '--write', '.']),
};

const [job, ...args] = process.argv.slice(2);
if (!job || !(job in jobs)) {
  console.error(`usage: node .house/run.mjs <${Object.keys(jobs).join('|')}> [arguments]`);
  process.exit(2);
}
install();
build();
jobs[job](args);
