import type { ReusePolicy } from '@partyline/core';
import fc from 'fast-check';
import { times } from './seed.ts';
import { moves } from './world/commands.ts';
import { conclude } from './world/ending.ts';
import { World } from './world/world.ts';

/** Runs of each policy, together more than ten thousand. */
export const usual = 3_400;

/** After each thing that happens, everything that follows from it without anybody's doing. */
const act = async (run: () => Promise<void>) => {
  await run();
  for (let round = 0; round < 25; round++) await undefined;
};

/** Runs of one policy: commands, aborts, faults and the outside world, interleaved with every hop of every port call. */
export async function modelRuns(policy: ReusePolicy, numRuns = usual): Promise<void> {
  // Thousands of errors are made and read on the way; nobody reads where they were made.
  Error.stackTraceLimit = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler({ act }),
      moves,
      fc.boolean(),
      fc.boolean(),
      async (scheduler, cmds, directory, obedient) => {
        const world = new World({ policy, directory, obedient }, scheduler);
        await fc.scheduledModelRun(scheduler, () => ({ model: {}, real: world }), cmds);
        await conclude(world, scheduler);
      },
    ),
    times(numRuns),
  );
}
