import * as z from 'zod/mini';
import { isDeep } from '../shared/is-deep.ts';
import { type Entry, entrySchema } from './entry.ts';
import { issueOf } from './issue.ts';
import { type Setting, settingSchema } from './setting.ts';

/** The version of the format; it changes when a reader of the old one would misread the new one. */
export const traceVersion = 1;

/** A run, from its beginning to where it was saved. Plain data without a token in it: safe to share. */
export interface Trace {
  readonly format: 'partyline-trace';
  readonly version: typeof traceVersion;
  /** On what it ran. Only a run on the fakes can be played again; the others can be looked at. */
  readonly ranOn: 'fakes' | 'vendor';
  readonly setting: Setting;
  readonly entries: readonly Entry[];
  /** When it was saved. Milliseconds since it began. */
  readonly end: number;
}

const schema = z.object({
  format: z.literal('partyline-trace'),
  version: z.literal(traceVersion),
  ranOn: z.enum(['fakes', 'vendor']),
  setting: settingSchema,
  entries: z.array(entrySchema),
  end: z.number().check(z.minimum(0)),
});

/** Why a file is no trace that can be read. `problem` is stable; the message names the place. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
  readonly problem: 'notJson' | 'foreign' | 'otherVersion' | 'corrupt';

  constructor(problem: TraceError['problem'], message: string) {
    super(message);
    this.problem = problem;
  }
}

/** How deep an entry may be nested: far deeper than any that is written. */
const deepest = 50;

function json(text: string): unknown {
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(String(text).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new TraceError('notJson', `this is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Reads a trace from the text of a file. Throws a `TraceError` that says what is wrong and where. */
export function readTrace(text: string): Trace {
  const data = json(text);
  const head = typeof data === 'object' && data !== null ? (data as { format?: unknown; version?: unknown }) : {};
  if (head.format !== 'partyline-trace') {
    throw new TraceError('foreign', 'this is JSON, but no trace: "format" must be "partyline-trace"');
  }
  if (head.version !== traceVersion) {
    const found = JSON.stringify(head.version)?.slice(0, 40) ?? 'none';
    throw new TraceError(
      'otherVersion',
      `this trace has version ${found}; this Partyline reads version ${traceVersion}`,
    );
  }
  if (isDeep(data, deepest)) throw new TraceError('corrupt', `it is nested deeper than ${deepest} levels`);
  const result = z.safeParse(schema, data);
  if (!result.success) throw new TraceError('corrupt', issueOf(result.error, 'the trace'));
  const trace = result.data as unknown as Trace;
  const late = trace.entries.findIndex((entry, index) => entry.at < (trace.entries[index - 1]?.at ?? 0));
  if (late >= 0) throw new TraceError('corrupt', `entries[${late}].at goes back in time`);
  return trace;
}

/** A trace as the text of a file. */
export function writeTrace(trace: Trace): string {
  return `${JSON.stringify(trace, null, 1)}\n`;
}
