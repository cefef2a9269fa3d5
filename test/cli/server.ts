import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '@partyline/cli';
import { type Emulator, type EmulatorOptions, startEmulator } from '@partyline/emulator';
import { cli, type Ran } from './harness.ts';

/** An emulator and the command line pointed at it. */
export interface Server {
  readonly emulator: Emulator;
  run(argv: readonly string[], env?: Io['env'], given?: Partial<Io>): Promise<Ran>;
  /** Writes a file that is gone afterwards. */
  file(name: string, text: string): Promise<string>;
}

export async function withServer(story: (server: Server) => Promise<void>, options?: EmulatorOptions): Promise<void> {
  const emulator = await startEmulator(options);
  const folder = await mkdtemp(join(tmpdir(), 'partyline-'));
  try {
    await story({
      emulator,
      run: (argv, env = {}, given = {}) => cli(argv, { env: { PARTYLINE_SERVER: emulator.url, ...env }, ...given }),
      file: async (name, text) => {
        const path = join(folder, name);
        await writeFile(path, text);
        return path;
      },
    });
  } finally {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The lines of a run with `--json`; every line must be one object. */
export const lines = ({ out }: Ran): readonly Readonly<Record<string, unknown>>[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** Puts a pair on the server that belongs together. */
export function addPair(emulator: Emulator, accid = 'alice', userUuid = accid): void {
  emulator.addImAccount({ appKey: 'partyline', accid, token: `${accid}-im-token` });
  emulator.addMeetingAccount({ appKey: 'partyline', userUuid, userToken: `${userUuid}-meeting-token`, accid });
}
