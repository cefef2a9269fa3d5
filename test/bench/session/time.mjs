// How long the session takes, and what it allocates, beside the same port calls written by hand.
import { createSession } from '@partyline/core';
import { allocated, short, timed } from '../measure.mjs';
import { kB, met, micros, table } from '../report.mjs';
import * as byHand from './by-hand.mjs';
import { alice, ann, appKey, both, memoryPorts } from './people.mjs';
import { leastPorts } from './ports.mjs';

const goals = { create: 60, signIn: 100 };
const rounds = { rounds: 5_000, warmUp: 3_000 };

const cases = (ports) => ({
  creation: {
    before: ports,
    run: (made) => createSession(made, { appKey }),
  },
  coldSession: {
    before: () => createSession(ports(), { appKey }),
    run: (session) => session.signIn(both),
    after: (session) => session.dispose(),
  },
  coldByHand: {
    before: ports,
    run: async (made) => {
      await byHand.initialize(made);
      await byHand.signIn(made);
    },
  },
});

async function warm(ports) {
  const made = ports();
  await byHand.initialize(made);
  const session = createSession(ports(), { appKey });
  await session.initialize();
  return {
    session: { run: () => session.signIn(both), after: () => session.signOut() },
    twoCalls: {
      run: async () => {
        await session.loginIm(alice);
        await session.loginMeeting(ann);
      },
      after: () => session.signOut(),
    },
    byHand: { run: () => byHand.signIn(made), after: () => byHand.signOut(made) },
  };
}

const figures = async (one, batch) => ({
  time: await timed({ ...one, ...rounds }),
  bytes: await allocated({ ...one, ...batch }),
});

const row = (name, { time, bytes }, own = '') => [name, micros(time.median), micros(time.p95), kB(bytes), own];

export async function times() {
  for (const [name, ports] of [
    ['ports that do the least', leastPorts],
    ['the memory fakes', memoryPorts],
  ]) {
    const { creation, coldSession, coldByHand } = cases(ports);
    const { session, twoCalls, byHand: hand } = await warm(ports);
    const once = { batch: 1, batches: 300 };
    const created = await figures(creation);
    const cold = await figures(coldSession);
    const coldHand = await figures(coldByHand);
    const warmHand = await figures(hand, once);
    const warmBoth = await figures(session, once);
    const warmTwo = await figures(twoCalls, once);
    const own = (mine, hands) => mine.time.median - hands.time.median;
    const judged = (mine, hands) => `${micros(own(mine, hands))}, ${met(own(mine, hands), goals.signIn, micros)}`;

    table(
      `Time and allocations over ${name}`,
      ['what', 'median', 'p95', 'allocated', 'our own time'],
      [
        row('create a session', created, met(created.time.median, goals.create, micros)),
        row('warm sign-in: by hand', warmHand),
        row('warm sign-in: signIn()', warmBoth, judged(warmBoth, warmHand)),
        row('warm sign-in: loginIm() then loginMeeting()', warmTwo, judged(warmTwo, warmHand)),
        row('set-up and sign-in: by hand', coldHand),
        row('set-up and sign-in: signIn()', cold, micros(own(cold, coldHand))),
      ],
    );
  }
}

export async function reads() {
  const session = createSession(leastPorts(), { appKey });
  await session.signIn(both);
  let seen = 0;
  const rows = [
    ['snapshot', () => session.snapshot],
    ['getSnapshot()', () => session.getSnapshot()],
    ["can('logoutIm')", () => session.can('logoutIm')],
    ["can('loginIm', account)", () => session.can('loginIm', alice)],
    ["can('initialize')", () => session.can('initialize')],
  ].map(([name, run]) => {
    const us = short(() => {
      if (run()) seen++;
    });
    return [name, `${(1000 * us).toFixed(0)} ns`];
  });
  table('Reads, signed in', ['what', 'time'], rows);
  await session.dispose();
  return seen;
}
