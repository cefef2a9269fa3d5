// What a session keeps in memory, and whether anything stays behind.
import { createSession } from '@partyline/core';
import { heap } from '../measure.mjs';
import { kB, met, table } from '../report.mjs';
import { appKey, both } from './people.mjs';
import { leastPorts } from './ports.mjs';

const sessions = 10_000;
const cycles = 100_000;

async function perSession(prepare) {
  const ports = Array.from({ length: sessions }, leastPorts);
  const kept = new Array(sessions);
  const before = heap();
  for (let n = 0; n < sessions; n++) {
    kept[n] = createSession(ports[n], { appKey });
    await prepare(kept[n]);
  }
  const each = (heap() - before) / sessions;
  for (const session of kept) await session.dispose();
  return each;
}

export async function memory() {
  const created = await perSession(() => {});
  const signedIn = await perSession((session) => session.signIn(both));
  table(
    `Memory per session (${sessions.toLocaleString('en')} sessions alive)`,
    ['session', 'heap each', 'goal'],
    [
      ['just created', kB(created), met(created, 16_000, kB)],
      ['signed in', kB(signedIn), met(signedIn, 16_000, kB)],
    ],
  );
}

/** One session signs in and out all the time; then as many sessions live and die. */
export async function leaks() {
  const session = createSession(leastPorts(), { appKey });
  const cycle = async (times) => {
    for (let n = 0; n < times; n++) {
      await session.signIn(both);
      await session.signOut();
    }
  };
  const lives = async (times) => {
    for (let n = 0; n < times; n++) {
      const mayfly = createSession(leastPorts(), { appKey });
      await mayfly.signIn(both);
      await mayfly.dispose();
    }
  };
  const rows = [];
  for (const [name, run, times] of [
    ['sign in, sign out: one session', cycle, cycles],
    ['create, sign in, dispose', lives, cycles / 10],
  ]) {
    await run(times / 20);
    const before = heap();
    const start = performance.now();
    await run(times);
    const seconds = (performance.now() - start) / 1000;
    const after = heap();
    rows.push([
      `${name} × ${times.toLocaleString('en')}`,
      kB(before),
      kB(after),
      `${((after - before) / times).toFixed(2)} bytes a time`,
      `${seconds.toFixed(1)} s`,
    ]);
  }
  await session.dispose();
  table('What stays behind', ['what', 'heap before', 'heap after', 'growth', 'took'], rows);
}
