import type { Language } from '@partyline/core/explain';
import { createStage } from '../container.ts';
import { ExitError, exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { jsonLine } from '../trace/json.ts';
import { tracePrinter } from '../trace/plain.ts';
import type { TraceRecord } from '../trace/record.ts';
import { milliseconds, type Scenario } from './model.ts';
import { play } from './play.ts';
import { readScenario } from './read.ts';
import { populate } from './world.ts';

export interface RunOptions {
  readonly lang: Language;
  readonly json?: true;
}

const sessionOptions = ({ appKey = 'scenario', reuse, timeouts }: Scenario) => ({
  appKey,
  ...(reuse && { reuse }),
  ...(timeouts && {
    timeouts: {
      ...(timeouts.command !== undefined && { command: milliseconds(timeouts.command) }),
      ...(timeouts.step !== undefined && { step: milliseconds(timeouts.step) }),
    },
  }),
});

/** Reads a scenario, plays it and prints what happens. */
export async function run(io: Io, file: string, { lang, json }: RunOptions): Promise<void> {
  const read = await readScenario(file, io);
  const { scenario } = read;
  const print = tracePrinter(io, lang, read);
  const tell = (records: readonly TraceRecord[]) => {
    for (const record of records) io.out(json ? jsonLine(record) : print(record));
  };

  await io.interruptible(async (signal) => {
    const stage = await createStage({
      session: sessionOptions(scenario),
      populate: (cloud) => populate(scenario, cloud),
      ...(scenario.directory !== undefined && { directory: scenario.directory }),
    });
    try {
      const { steps, unmet } = await play(read, stage, tell, signal);
      stage.note({ type: 'end', ok: unmet === 0, steps, unmet });
      tell(stage.take());
      if (unmet > 0) throw new ExitError(exit.failed);
    } finally {
      await stage.close();
    }
  });
}
