// What only a real process shows: exit codes, pipes, signals, colours. Runs what `tsc -b` built.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { exit } from '@partyline/cli';
import { startEmulator } from '@partyline/emulator';
import { beforeAll, expect, test } from 'vitest';
import { inRoot } from './harness.ts';

const main = inRoot('apps/cli/dist/main.js');
const example = inRoot('apps/cli/examples/one-login.yaml');

function start(argv: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...argv], { env: { PATH: process.env.PATH, LANG: 'C', ...env } });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, ended };
}

const run = (argv: readonly string[], env?: Record<string, string>) => start(argv, env).ended;

beforeAll(() => {
  if (!existsSync(main)) throw new Error('apps/cli is not built: npm run build');
});

test.each([
  [['demo'], exit.ok],
  [['run', example], exit.ok],
  [['explain', '100005'], exit.ok],
  [['explain', '4711'], exit.failed],
  [['chart'], exit.ok],
  [['schema'], exit.ok],
  [['--help'], exit.ok],
  [['run', '--help'], exit.ok],
  [['help', 'demo'], exit.ok],
  [[], exit.usage],
  [['run'], exit.usage],
  [['run', 'nowhere.yaml'], exit.usage],
  [['demo', 'extra'], exit.usage],
  [['demo', '--lang', 'de'], exit.usage],
  [['--nonsense'], exit.usage],
  [['nonsense'], exit.usage],
  [['chart', '--overview', '--format', 'xstate'], exit.usage],
  [['accounts', '--help'], exit.ok],
  [['accounts', 'bind', '--help'], exit.ok],
  [['accounts'], exit.usage],
  [['accounts', 'nonsense'], exit.usage],
  [['accounts', 'show', 'alice'], exit.usage],
  [['doctor', '--help'], exit.ok],
  [['doctor'], exit.usage],
  [['emulator', '--help'], exit.ok],
  [['emulator', '--port', 'x'], exit.usage],
  [['emulator', '--host', ''], exit.usage],
  [['emulator', '--import', 'nowhere.json'], exit.usage],
])('partyline %j exits with %i', async (argv, code) => {
  const ended = await run(argv);
  expect(ended.code).toBe(code);
  // What was asked for is on standard output, what went wrong on standard error.
  if (code === exit.ok) expect([ended.out === '', ended.err]).toEqual([false, '']);
  else expect(ended.err).not.toBe('');
  expect(ended.out + ended.err).not.toContain('    at ');
});

test('--version is the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(inRoot('apps/cli/package.json'), 'utf8'));
  expect((await run(['--version'])).out.trim()).toBe(version);
});

test.each(['demo', 'run', 'explain', 'chart', 'schema', 'accounts', 'doctor', 'emulator'])(
  '%s --help has examples and exit codes',
  async (command) => {
    const { out } = await run([command, '--help']);
    expect(out).toContain(`  partyline ${command}`);
    expect(out).toContain('Exit codes: 0');
  },
);

test('help says what the short form is short for, where it is short for something', async () => {
  const clone = { npm_lifecycle_event: 'partyline' };
  for (const argv of [['--help'], ['chart', '--help'], ['accounts', 'create', '--help'], ['emulator', '--help']]) {
    expect((await run(argv, clone)).out).toContain('"partyline" is short for: npm run -s partyline --');
    expect((await run(argv)).out).not.toContain('npm run');
  }
});

test('a reader that goes away ends the output, not the work', async () => {
  const { child, ended } = start(['demo', '--json']);
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await ended).toMatchObject({ code: exit.ok, err: '' });
});

test('Ctrl-C ends a call to a server that does not answer, without a word', async () => {
  const emulator = await startEmulator();
  emulator.addFault({ on: { service: 'server' }, effect: { never: true } });
  const struck = new Promise<void>((resolve) => emulator.onEvent(({ type }) => type === 'fault' && resolve()));
  const { child, ended } = start(['accounts', 'kick', 'alice', '--server', emulator.url]);
  await struck;
  child.kill('SIGINT');
  expect(await ended).toEqual({ code: exit.interrupted, out: '', err: '' });
  await emulator.close();
});

test('a pipe gets no colours, unless they are asked for, and NO_COLOR is stronger', async () => {
  const colour = '\u001b[';
  expect((await run(['demo'])).out).not.toContain(colour);
  expect((await run(['demo'], { FORCE_COLOR: '1' })).out).toContain(colour);
  expect((await run(['demo'], { FORCE_COLOR: '1', NO_COLOR: '1' })).out).not.toContain(colour);
  expect((await run(['demo'], { FORCE_COLOR: '0' })).out).not.toContain(colour);
});

// Linux has a disk that is always full.
test.skipIf(!existsSync('/dev/full'))('output that cannot be written is a failure', () => {
  for (const argv of [['chart'], ['demo', '--json']]) {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [main, ...argv], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect([status, stderr]).toEqual([exit.failed, 'error: the output could not be written (ENOSPC)\n']);
  }
});

test.each([
  [['nonsense'], 'partyline'],
  [['run'], 'partyline run'],
  [['accounts', 'create'], 'partyline accounts create'],
])('wrong usage, as in %j, says where the right one stands', async (argv, command) => {
  expect((await run(argv)).err).toMatch(new RegExp(`^error: .*\nSee ${command} --help\n$`));
});
