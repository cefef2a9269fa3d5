import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emulatorCommand, startEmulator } from '@partyline/emulator';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { run as runEmulator } from '../../../apps/emulator/src/command/run.ts';
import { bundleCommand, CommandProcess } from './command-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'partyline-emulator-'));
const file = (name: string): string => join(folder, name);

beforeAll(() => bundleCommand());
afterEach(() => CommandProcess.endAll());
afterAll(() => rmSync(folder, { recursive: true }));

const post = (url: string, name: string, body: unknown): Promise<Response> =>
  fetch(`${url}/__emulator/${name}`, { method: 'POST', body: JSON.stringify(body) });

const exported = {
  apps: [{ appKey: 'two', appSecret: 'two-secret', policy: 'onePerPlatform' }],
  imAccounts: [{ appKey: 'two', accid: 'alice', token: 'it-token', enabled: true, profile: {} }],
  meetingAccounts: [],
};

test('it says where it is, which app there is, and lines that work when they are copied', async () => {
  const run = new CommandProcess('--port', '0');
  const url = await run.url();
  await run.says(/partyline-secret/);
  await run.says(/Ctrl-C/);
  const said = (await run.says(/[\s\S]+/))[0];
  expect(said).toContain(`lbsUrls: ['${url}/lbs/webconf.jsp']`);
  expect(said).toContain(`serverUrl: '${url}'`);
  const copied = [...said.matchAll(/curl (\S+) -d '(.+)'/g)];
  expect(copied).toHaveLength(2);
  for (const [, address = '', body = ''] of copied) {
    expect((await fetch(address, { method: 'POST', body })).status).toBe(200);
  }
  const login = await fetch(`${url}/scene/apps/partyline/v1/login`, {
    method: 'POST',
    headers: { user: 'alice', token: 'alice-meeting' },
  });
  expect(await login.json()).toMatchObject({ code: 0 });
  await run.says(/\d\d:\d\d:\d\d\.\d{3} {2}kit {4}POST \/scene\/apps\/partyline\/v1\/login {2}alice {2}0/);
  const { code, out, err } = await run.stop();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const log = out.slice(out.indexOf('Ctrl-C'));
  for (const token of ['alice-im', 'alice-meeting']) expect(log).not.toContain(token);
});

test.each([
  ['SIGINT', 1],
  ['SIGINT', 2],
  ['SIGTERM', 1],
] as const)('%s, sent %i times at once, ends it with 0 and the state exported', async (signal, times) => {
  const target = file(`export-${signal}-${times}.json`);
  const run = new CommandProcess('--port', '0', '--policy', '3', '--export-on-exit', target);
  const url = await run.url();
  await post(url, 'im-accounts', { appKey: 'partyline', accid: 'alice', token: 'it' });
  // A listener on the event stream must not keep it alive.
  const events = await fetch(`${url}/__emulator/events`);
  for (let sent = 0; sent < times; sent += 1) run.signal(signal);
  expect((await run.exited).code).toBe(0);
  await events.body?.cancel().catch(() => undefined);
  expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual({
    apps: [{ appKey: 'partyline', appSecret: 'partyline-secret', policy: { max: 3 } }],
    imAccounts: [{ appKey: 'partyline', accid: 'alice', token: 'it', enabled: true, profile: {} }],
    meetingAccounts: [],
  });
});

test('a Ctrl-C that arrives twice in one moment is one Ctrl-C', async () => {
  const before = process.listeners('SIGINT');
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  let running = (): void => {};
  const started = new Promise<void>((resolve) => {
    running = resolve;
  });
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(() => {
    running();
    return true;
  });
  const ended = runEmulator({ port: 0, host: '127.0.0.1', policy: 'onePerAccount', json: true });
  await started;
  process.emit('SIGINT');
  process.emit('SIGINT');
  await ended;
  write.mockRestore();
  expect(exit).not.toHaveBeenCalled();
  exit.mockRestore();
  for (const listener of process.listeners('SIGINT')) if (!before.includes(listener)) process.off('SIGINT', listener);
});

test('what one run exports another imports', async () => {
  writeFileSync(file('in.json'), JSON.stringify(exported));
  const run = new CommandProcess('--port', '0', '--import', file('in.json'), '--export-on-exit', file('out.json'));
  const url = await run.url();
  expect(await (await fetch(`${url}/__emulator/state`)).json()).toEqual({ ...exported, connections: 0 });
  await run.stop();
  expect(JSON.parse(readFileSync(file('out.json'), 'utf8'))).toEqual(exported);
});

test('--json writes one object a line and nothing else', async () => {
  const run = new CommandProcess('--port', '0', '--json');
  const url = await run.url();
  await post(url, 'im-accounts', { appKey: 'partyline', accid: 'alice', token: 'it-is-secret' });
  await run.says(/im-accounts/);
  const { out } = await run.stop();
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string });
  expect(lines).toMatchObject([
    { type: 'started', url },
    { type: 'control', control: 'POST im-accounts' },
  ]);
  expect(out).not.toContain('it-is-secret');
});

test('it goes on when nobody reads its log any more', async () => {
  const run = new CommandProcess('--port', '0');
  const url = await run.url();
  run.stopReading();
  for (let sent = 0; sent < 3; sent += 1) {
    const made = await post(url, 'im-accounts', { appKey: 'partyline', accid: `user${sent}`, token: 'it' });
    expect(made.status).toBe(200);
  }
  expect((await run.stop()).code).toBe(0);
});

test('a port in use is said with the next step', async () => {
  const other = await startEmulator();
  const { code, err } = await new CommandProcess('--port', String(other.port)).exited;
  await other.close();
  expect(code).toBe(1);
  expect(err).toBe(
    `error: port ${other.port} is in use. Stop what uses it (perhaps another emulator), or name another: --port ${other.port + 1}\n`,
  );
});

test.each([
  ['missing', undefined, /cannot read .*ENOENT.*--export-on-exit/],
  ['not JSON', '{"apps":', /is not JSON.*--export-on-exit/],
  ['not a state', '{"apps":[]}', /is not a state: imAccounts/],
  ['not of one piece', JSON.stringify({ ...exported, apps: [] }), /does not hold together: there is no app two/],
])('an import that is %s is said, and nothing is left running', async (name, content, message) => {
  if (content !== undefined) writeFileSync(file(name), content);
  const { code, err } = await new CommandProcess('--port', '0', '--import', file(name)).exited;
  expect(code).toBe(2);
  expect(err).toMatch(message);
  expect(err).not.toContain('it-token');
  expect(err).not.toContain('    at ');
});

test('an export that cannot be written is said, with an exit code that is not 0', async () => {
  const run = new CommandProcess('--port', '0', '--export-on-exit', join(folder, 'no', 'such', 'folder.json'));
  await run.url();
  const { code, err } = await run.stop();
  expect(code).toBe(1);
  expect(err).toMatch(/cannot write .*ENOENT/);
});

test.each([
  [['--port', '70000'], /A port is a number/],
  [['--port', 'x'], /A port is a number/],
  [['--policy', 'none'], /onePerAccount, onePerPlatform/],
  [['--policy', '0'], /onePerAccount, onePerPlatform/],
  [['--prot', '1'], /unknown option/],
  [['extra'], /too many arguments/],
  [['--host', ''], /an address of this machine/],
])('%j is refused with a reason', async (args, reason) => {
  const { code, err } = await new CommandProcess(...args).exited;
  expect(code).toBe(2);
  expect(err).toMatch(reason);
});

test('its examples are commands of the name that it was run by', async () => {
  const help = async (event?: string): Promise<string> => {
    vi.stubEnv('npm_lifecycle_event', event);
    const { code, out } = await new CommandProcess('--help').exited;
    vi.unstubAllEnvs();
    expect(code).toBe(0);
    return out;
  };
  expect(await help()).toContain('  partyline-emulator --port 0 --json ');
  expect(await help('emulator')).toContain('  npm run -s emulator -- --port 0 --json ');
});

test('as a command of another program it has the same name and options', () => {
  const command = emulatorCommand();
  expect(command.name()).toBe('emulator');
  expect(command.options.map(({ long }) => long)).toEqual([
    '--port',
    '--host',
    '--policy',
    '--rate-limit',
    '--json',
    '--import',
    '--export-on-exit',
  ]);
});
