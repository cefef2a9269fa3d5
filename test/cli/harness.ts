import { fileURLToPath } from 'node:url';
import { type Io, main, type TraceRecord } from '@partyline/cli';

/** How a run of the command line ended, and what it printed. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, as if nobody watched it. */
export async function cli(argv: readonly string[], given: Partial<Io> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTty: false,
    color: false,
    columns: 80,
    env: {},
    stdin: async () => '',
    interruptible: (work) => work(new AbortController().signal),
    ...given,
  };
  const code = await main(argv, io);
  return { code, out, err };
}

/** Plays a scenario given as text. */
export const play = (text: string, ...flags: string[]) => cli(['run', '-', ...flags], { stdin: async () => text });

/** The records of a run with `--json`; every line must be one. */
export function records({ out }: Ran): readonly TraceRecord[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** A file of the repository. */
export const inRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
