import { compareRuns, readTrace, replay, type Trace, TraceError } from '@partyline/adapters/trace';
import { ExitError, exit, usage } from '../exit.ts';
import type { Io } from '../io.ts';
import { readText } from '../read-text.ts';
import { inWords } from './complaints.ts';
import { replayPrinter } from './print.ts';

export interface ReplayOptions {
  readonly json?: true;
}

/** Something the file is to blame for is told as wrong usage, with its name. */
async function blamed<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // What is no JSON is quoted by the parser, line breaks and all.
    if (error instanceof TraceError) throw usage(`${file}: ${error.message.replaceAll(/\s*\n\s*/g, ' ')}`);
    throw error;
  }
}

/** Plays a trace again and prints what happens and where it differs. Throws an `ExitError` 1 when it does. */
export async function replayFile(io: Io, file: string, { json }: ReplayOptions): Promise<void> {
  const name = file === '-' ? 'standard input' : file;
  const text = await readText(file, 'trace', io);
  await io.interruptible(async (signal) => {
    const trace: Trace = await blamed(name, () => inWords(() => readTrace(text)));
    const run = await blamed(name, () => replay(trace));
    signal.throwIfAborted();
    const { entries } = run.recorder;
    const differences = compareRuns(trace.entries, entries);
    const line = (record: object) => io.out(`${JSON.stringify({ v: 1, ...record })}\n`);
    if (json) {
      for (const entry of entries) line(entry);
      for (const difference of differences) line({ type: 'difference', ...difference });
      line({ type: 'end', ok: differences.length === 0, differences: differences.length });
    } else {
      const print = replayPrinter(io, name, trace);
      io.out(print.run(entries));
      io.out(print.verdict(differences));
    }
    await run.close();
    if (differences.length > 0) throw new ExitError(exit.failed);
  });
}
