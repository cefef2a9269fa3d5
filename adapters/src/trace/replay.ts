import { SessionError } from '@partyline/core';
import { FakeRun } from './run.ts';
import { type Trace, TraceError } from './trace.ts';

/** Whether a trace can be played: what ran on the vendor's own SDKs can only be looked at. */
export function canReplay(trace: Trace): boolean {
  return Object(trace).ranOn === 'fakes';
}

/**
 * Plays what was done in a trace again, at the same times, on a session of today. `upTo` is the index of
 * the last entry that is lived through; what follows is up to the caller. Rejects with a `TraceError` where the trace cannot be
 * played, and `invalidInput` where `upTo` is no index.
 */
export async function replay(trace: Trace, upTo?: number): Promise<FakeRun> {
  const { setting, entries }: Partial<Trace> = Object(trace);
  if (!setting || !Array.isArray(entries))
    throw new TraceError('corrupt', 'this is no trace: give it what readTrace() answers');
  if (!canReplay(trace)) {
    throw new TraceError(
      'foreign',
      'this trace was recorded on the vendor’s own SDKs: it can be looked at, not played',
    );
  }
  if (upTo !== undefined && !(Number.isInteger(upTo) && upTo >= 0)) {
    throw new SessionError('invalidInput', { message: 'replay: upTo must be the index of an entry' });
  }
  const run = begin(trace);
  const lived = upTo === undefined ? trace.entries : trace.entries.slice(0, upTo + 1);
  for (const entry of lived) {
    if (entry.type !== 'act') continue;
    await run.advanceTo(entry.at);
    await run.perform(entry.act);
  }
  await run.advanceTo(upTo === undefined ? trace.end : (lived.at(-1)?.at ?? 0));
  return run;
}

function begin({ setting }: Trace): FakeRun {
  try {
    return new FakeRun(setting);
  } catch (error) {
    throw new TraceError('corrupt', `setting: ${error instanceof Error ? error.message : String(error)}`);
  }
}
