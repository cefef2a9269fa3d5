// How close the emulator comes to the least a WebSocket server can do. Prints a table; never fails a run.
// `node main.mjs --quick` takes smaller numbers, to see that it works.
import { spawn, spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { closeAll, evictionTimes, loginRate, messageRate, openIdle } from './measures.mjs';
import { machine, printTable, row, spread } from './table.mjs';

const load = loadavg();
const quick = process.argv.includes('--quick');
const size = quick
  ? { runs: 1, logins: 500, pairs: 20, messages: 5_000, idle: 1_000, evictions: 100, near: 500, far: 1_000 }
  : { runs: 3, logins: 4_000, pairs: 50, messages: 60_000, idle: 19_800, evictions: 1_000, near: 5_000, far: 19_800 };
const accounts = Math.max(size.idle, size.far) + 1;
const account = accounts - 1;

const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;
const serverScript = fileURLToPath(new URL('server.mjs', import.meta.url));
// The client keeps away from the server's core.
if (canPin) spawnSync('taskset', ['-a', '-p', '-c', '1', `${process.pid}`]);

/** Starts a server in a process of its own, pinned to the first core, and hands its port to `job`. */
async function withServer(kind, job) {
  const node = [process.execPath, '--expose-gc', serverScript, kind, `${accounts}`];
  const [command, ...args] = canPin ? ['taskset', '-c', '0', ...node] : node;
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const answer = () => new Promise((resolve) => child.once('message', resolve));
  const { port } = await answer();
  const ask = async (question) => {
    child.send(question);
    return (await answer())[question];
  };
  const result = await job(port, ask, kind === 'floor');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.send('exit');
  await gone;
  return result;
}

const speed = (kind) =>
  withServer(kind, async (port, ask, isFloor) => {
    const cpu = () => ask('cpu');
    const logins = await loginRate(port, size, cpu);
    return { logins, messages: await messageRate(port, size, cpu, isFloor) };
  });

const memory = (kind) =>
  withServer(kind, async (port, ask) => {
    const rss = () => ask('memory');
    // The first connections pay for code that is compiled and for pools that grow.
    await closeAll(await openIdle(port, 0, Math.min(2000, size.idle)));
    const before = await rss();
    const idle = await openIdle(port, 0, size.idle);
    const bytes = ((await rss()) - before) / size.idle;
    await closeAll(idle);
    return bytes;
  });

const eviction = (kind) =>
  withServer(kind, async (port, _ask, isFloor) => {
    const measure = () => evictionTimes(port, { evictions: size.evictions, account }, isFloor);
    const none = await measure();
    const idle = await openIdle(port, 0, size.near);
    const near = await measure();
    idle.push(...(await openIdle(port, size.near, size.far)));
    const far = await measure();
    await closeAll(idle);
    return { none, near, far };
  });

const results = { emulator: [], floor: [] };
for (let run = 0; run < size.runs; run += 1) {
  for (const kind of run % 2 === 0 ? ['floor', 'emulator'] : ['emulator', 'floor']) {
    process.stderr.write(`run ${run + 1} of ${size.runs}, ${kind} …\n`);
    const bytes = await memory(kind);
    results[kind].push({ ...(await speed(kind)), bytes, ...(await eviction(kind)) });
  }
}
const of = (kind, pick) => results[kind].map(pick);
const both = (name, pick, goal, digits) => row(name, of('emulator', pick), of('floor', pick), goal, digits);

console.log(`\nEmulator beside a bare ws echo server (the floor): median of ${size.runs} runs (lowest–highest)`);
console.log(`${machine()}; server ${canPin ? 'pinned to one core' : 'not pinned'}`);
console.log(
  `load average at the start ${load.map((value) => value.toFixed(1)).join(', ')}; above 1 others share the cores\n`,
);
const count = (value) => value.toLocaleString('en');
printTable(
  ['', 'emulator', 'floor', 'ratio', 'goal', ''],
  [
    both('logins per second', (run) => run.logins.wall, '≥ 0.85'),
    both('logins per second of server CPU', (run) => run.logins.cpu, '≥ 0.85'),
    both('messages delivered per second', (run) => run.messages.wall, '≥ 0.45'),
    both('messages delivered per second of server CPU', (run) => run.messages.cpu, '≥ 0.45'),
    both(`bytes per idle connection, ${count(size.idle)} idle`, (run) => run.bytes, '≤ 1.2'),
    both(`eviction p50 in ms, ${count(size.near)} idle`, (run) => run.near.p50, '≤ 1.3', 3),
  ],
);
const p99 = (kind) =>
  spread(
    of(kind, (run) => run.near.p99),
    3,
  );
console.log(`\neviction p99, ${count(size.near)} idle: ${p99('emulator')} ms, floor ${p99('floor')} ms; goal ≤ 1 ms`);
console.log(
  `eviction p50 with 0, ${count(size.near)} and ${count(size.far)} idle: ${['none', 'near', 'far']
    .map((idle) =>
      spread(
        of('emulator', (run) => run[idle].p50),
        3,
      ),
    )
    .join(', ')} ms; goal: flat`,
);
process.exit(0);
