import { performance } from 'node:perf_hooks';
import { afterLoginFrames, commandOf, loginFrame, messageFrame } from './packets.mjs';
import { RawSocket } from './socket.mjs';

const IN_FLIGHT = 32;

/** Runs `count` jobs, a fixed number of them at a time; `job` is told its own number. */
async function many(count, job) {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      next += 1;
      await job(next - 1);
    }
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, count) }, worker));
}

/** A whole login: connect, upgrade, log in, ask the time, synchronise twice, one heartbeat. */
async function login(port, at, session) {
  const socket = await RawSocket.open(port);
  const answer = await socket.ask(loginFrame(`user-${at}`, session));
  for (const frame of afterLoginFrames) await socket.ask(frame);
  return { socket, answer };
}

/**
 * Runs `deed` and answers how many there were per second of the clock, and per second of the server's processor: the
 * second is what a server could do that is never kept waiting, by a slow client or by others on the machine.
 */
async function rateOf(count, cpu, deed) {
  const [start, cpuStart] = [performance.now(), await cpu()];
  await deed();
  const [took, cpuTook] = [performance.now() - start, (await cpu()) - cpuStart];
  return { wall: (count / took) * 1000, cpu: (count / cpuTook) * 1000 };
}

/** Logins, each on a connection of its own that is closed afterwards. */
export async function loginRate(port, { logins }, cpu) {
  const run = (count) =>
    many(count, async (at) => {
      const { socket } = await login(port, at);
      await socket.close();
    });
  await run(Math.ceil(logins / 4));
  return rateOf(logins, cpu, () => run(logins));
}

/** Messages that reach somebody: on the emulator the other account, on the floor the sender itself. */
export async function messageRate(port, { pairs, messages }, cpu, isFloor) {
  const talks = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const { socket: from } = await login(port, 2 * pair);
    const { socket: to } = await login(port, 2 * pair + 1);
    talks.push({ from, to, frame: messageFrame(`user-${2 * pair}`, `user-${2 * pair + 1}`) });
  }
  const run = (each) =>
    Promise.all(
      talks.map(
        ({ from, to, frame }) =>
          new Promise((resolve) => {
            let sent = 0;
            let arrived = 0;
            const send = () => {
              sent += 1;
              from.send(frame);
            };
            const arrive = () => {
              arrived += 1;
              if (arrived === each) resolve();
              else if (sent < each) send();
            };
            to.onFrame = (payload) => commandOf(payload) === '7_2' && arrive();
            from.onFrame = isFloor ? arrive : () => {};
            for (let left = Math.min(8, each); left > 0; left -= 1) send();
          }),
      ),
    );
  const each = Math.ceil(messages / pairs);
  await run(Math.ceil(each / 4));
  const rate = await rateOf(each * pairs, cpu, () => run(each));
  for (const { from, to } of talks) await Promise.all([from.close(), to.close()]);
  return rate;
}

/** Opens connections that log in and then say nothing. Sessions differ from the ones that evict each other. */
export async function openIdle(port, from, to) {
  const idle = [];
  await many(to - from, async (at) => {
    const { socket } = await login(port, from + at, 'idle');
    socket.onFrame = () => {};
    idle.push(socket);
  });
  return idle;
}

export const closeAll = (sockets) => Promise.all(sockets.map((socket) => socket.close()));

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/**
 * Milliseconds from the moment a second client sends its login to the moment the first one hears that it is kicked; on
 * the floor, from a frame to its echo, with the same login and the same number of connections.
 */
export async function evictionTimes(port, { evictions, account }, isFloor) {
  const times = [];
  const warmUp = 2 * evictions;
  let { socket: first } = await login(port, account, 'session-0');
  for (let at = 1; at <= warmUp + evictions; at += 1) {
    const second = await RawSocket.open(port);
    const frame = loginFrame(`user-${account}`, `session-${at}`);
    const heard = new Promise((resolve) => {
      const listener = isFloor ? second : first;
      listener.onFrame = () => resolve(performance.now());
    });
    const start = performance.now();
    second.send(frame);
    const took = (await heard) - start;
    if (at > warmUp) times.push(took);
    await first.close();
    first = second;
    first.onFrame = () => {};
  }
  await first.close();
  times.sort((a, b) => a - b);
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
