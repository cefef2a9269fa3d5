import { isSessionError, type ReusePolicy } from '@partyline/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { times } from './seed.ts';
import { beginnings } from './world/beginnings.ts';
import { begin, moves } from './world/commands.ts';
import { conclude } from './world/ending.ts';
import { World } from './world/world.ts';

/** Runs of each policy, together more than ten thousand. */
export const usual = 3_400;

/** After each thing that happens, everything that follows from it without anybody's doing. */
const act = async (run: () => Promise<void>) => {
  await run();
  for (let round = 0; round < 25; round++) await undefined;
};

/** What the runs of a policy came to see; a run that reaches little proves little. */
export interface Seen {
  readonly states: ReadonlySet<string>;
  readonly modes: ReadonlySet<string>;
  readonly owners: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  /** How commands ended: `resolved`, or the kind of the error. */
  readonly endings: ReadonlySet<string>;
  readonly calls: number;
  readonly portCalls: number;
}

function tally(seen: Seen, world: World): Seen {
  const { snapshots, events, calls, asked } = world;
  const more = (known: ReadonlySet<string>, found: readonly (string | undefined | null)[]) =>
    new Set([...known, ...found.filter((one) => typeof one === 'string')]);
  return {
    states: more(
      seen.states,
      snapshots.map(({ state }) => state),
    ),
    modes: more(
      seen.modes,
      snapshots.map(({ mode }) => mode),
    ),
    owners: more(
      seen.owners,
      snapshots.map(({ im }) => im?.owner),
    ),
    events: more(
      seen.events,
      events.map(({ type }) => type),
    ),
    endings: more(
      seen.endings,
      calls.map(({ error }) => (isSessionError(error) ? error.kind : 'resolved')),
    ),
    calls: seen.calls + calls.length,
    portCalls: seen.portCalls + asked.length,
  };
}

/** Runs of one policy: commands, aborts, faults and the outside world, interleaved with every hop of every port call. */
export async function modelRuns(policy: ReusePolicy, numRuns = usual): Promise<Seen> {
  // Thousands of errors are made and read on the way; nobody reads where they were made.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const none: ReadonlySet<string> = new Set();
  let seen: Seen = { states: none, modes: none, owners: none, events: none, endings: none, calls: 0, portCalls: 0 };
  const run = fc.asyncProperty(
    fc.scheduler({ act }),
    moves,
    fc.constantFrom(...beginnings),
    fc.boolean(),
    fc.boolean(),
    async (scheduler, cmds, beginning, directory, obedient) => {
      const world = new World({ policy, directory, obedient }, scheduler);
      await begin(world, beginning);
      await fc.scheduledModelRun(scheduler, () => ({ model: {}, real: world }), cmds);
      await conclude(world, scheduler);
      seen = tally(seen, world);
    },
  );
  try {
    await fc.assert(run, times(numRuns));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return seen;
}

/** Everything a policy can lead to. */
const all = (policy: ReusePolicy) => ({
  states: ['uninitialized', 'imReady', 'imLoggedIn', 'meetingLoggedIn', 'failed'],
  modes: { required: ['reused'], off: ['owned'], auto: ['reused', 'owned'] }[policy],
  owners: { required: ['session', 'host'], off: ['host', 'kit'], auto: ['session', 'host', 'kit'] }[policy],
  events: ['kicked', 'lineDown', 'lineUp', 'refused', 'failed', 'meetingLost', 'roomLeft', 'stepFailed'],
});

/** Declares the test of one policy: no invariant breaks, and the runs saw everything that there is to see. */
export function modelTest(policy: ReusePolicy): void {
  const { numRuns, seed } = times(usual);
  test(`policy ${policy}: ${numRuns} random runs from seed ${seed} keep every invariant`, async () => {
    const seen = await modelRuns(policy);
    console.log(
      `policy ${policy}: ${numRuns} runs, ${seen.calls} commands, ${seen.portCalls} port calls, ` +
        `${seen.endings.size} ways to end: ${[...seen.endings].sort().join(' ')}`,
    );
    if (numRuns < usual) return;
    for (const [what, names] of Object.entries(all(policy))) {
      const found = seen[what as 'states' | 'modes' | 'owners' | 'events'];
      expect([...found].sort(), what).toEqual([...names].sort());
    }
  });
}
