// Runs in the page, beside the vendor's scripts: random runs of the property suite's commands on the real SDKs.

import { isSessionError, type ReusePolicy } from '@partyline/core';
import fc from 'fast-check';
import { beginnings } from '../../../properties/world/beginnings.ts';
import { concludeLive } from './live-ending.ts';
import { beginLive, liveMoves } from './live-moves.ts';
import { LiveWorld } from './live-world.ts';
import type { Generation } from './sdks.ts';

export interface RandomRuns {
  readonly generation: Generation;
  readonly seed: number;
  readonly numRuns: number;
  /** Where to begin, as fast-check printed it; and whether to look for a shorter counterexample. */
  readonly path?: string | undefined;
  readonly shrink?: boolean;
}

/** What the runs came to see. */
export interface RandomSeen {
  readonly failure?: string;
  readonly runs: number;
  readonly commands: number;
  readonly portCalls: number;
  readonly states: readonly string[];
  readonly modes: readonly string[];
  readonly owners: readonly string[];
  readonly events: readonly string[];
  readonly endings: readonly string[];
}

/** What the page offers Node. */
export interface RandomPage {
  randomRuns(runs: RandomRuns): Promise<RandomSeen>;
}

const policies: readonly ReusePolicy[] = ['required', 'required', 'required', 'auto', 'auto', 'off'];

const here = globalThis as unknown as RandomPage;

here.randomRuns = async ({ generation, seed, numRuns, path, shrink = false }) => {
  let runs = 0;
  let commands = 0;
  let portCalls = 0;
  const seen = { states: new Set(), modes: new Set(), owners: new Set(), events: new Set(), endings: new Set() };
  const tally = ({ snapshots, events, calls, asked }: LiveWorld) => {
    runs += 1;
    commands += calls.length;
    portCalls += asked.length;
    for (const { state, mode, im } of snapshots) {
      seen.states.add(state);
      if (mode) seen.modes.add(mode);
      if (im) seen.owners.add(im.owner);
    }
    for (const { type } of events) seen.events.add(type);
    for (const { error } of calls) seen.endings.add(isSessionError(error) ? error.kind : 'resolved');
  };
  const property = fc.asyncProperty(
    fc.constantFrom(...policies),
    fc.boolean(),
    fc.constantFrom(...beginnings),
    liveMoves,
    async (policy, directory, beginning, moves) => {
      const world = await LiveWorld.open({ policy, directory, generation });
      try {
        await beginLive(world, beginning);
        await fc.asyncModelRun(() => ({ model: {}, real: world }), moves);
        await concludeLive(world);
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : error}\n${await world.history()}`);
      } finally {
        tally(world);
        await world.end();
      }
    },
  );
  const details = await fc.check(property, {
    seed,
    numRuns,
    endOnFailure: !shrink,
    ...(path !== undefined && { path }),
  });
  const lists = Object.fromEntries(Object.entries(seen).map(([name, set]) => [name, [...set].sort()]));
  const told = { ...(lists as unknown as Omit<RandomSeen, 'runs'>), runs, commands, portCalls };
  if (!details.failed) return told;
  const error = details.errorInstance instanceof Error ? details.errorInstance.stack : String(details.errorInstance);
  return { ...told, failure: `${fc.defaultReportMessage(details as never)}\n${error}` };
};
