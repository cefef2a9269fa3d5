import type { Io } from '../io.ts';
import { paints } from '../print/paint.ts';
import { columns } from '../print/text.ts';
import type { ServerOptions } from '../server/options.ts';

/** What a verb has done, for a person and for a program. */
export interface Report {
  /** The name of the record in `--json`. */
  readonly type: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly headline: string;
  readonly rows?: readonly (readonly [name: string, value: string])[];
  /** Said beside the result, on standard error. */
  readonly note?: string;
}

/** Prints a report. The result goes to standard output, what is said about it to standard error. */
export function print(io: Io, { json }: Pick<ServerOptions, 'json'>, report: Report): void {
  if (json) {
    io.out(`${JSON.stringify({ v: 1, type: report.type, ...report.record })}\n`);
    return;
  }
  const paint = paints(io);
  io.out(`${report.headline}\n`);
  for (const line of columns((report.rows ?? []).map(([name, value]) => [paint.dim(name), value])))
    io.out(`  ${line}\n`);
  if (report.note) io.err(`${report.note}\n`);
}
