import type { Policy } from '../cloud/index.ts';
import { type Emulator, startEmulator } from '../emulator.ts';
import { REAL_RATE_LIMIT } from '../server/index.ts';
import { banner } from './banner.ts';
import { prettyLine } from './log.ts';
import { StartFailure } from './start-failure.ts';
import { readState, writeState } from './state-file.ts';

export { StartFailure } from './start-failure.ts';

/** The options of the command, as commander hands them over. */
export interface RunOptions {
  readonly port: number;
  readonly host: string;
  readonly policy: Policy;
  readonly rateLimit?: boolean;
  readonly json?: boolean;
  readonly import?: string;
  readonly exportOnExit?: string;
}

/** Runs the emulator until it is told to stop (Ctrl-C or SIGTERM). Throws a `StartFailure` a person can act on. */
export async function run(options: RunOptions): Promise<void> {
  const state = options.import === undefined ? undefined : readState(options.import);
  // Before anything is said: whoever reads that it is running may stop it at once.
  const stopped = toldToStop();
  process.stdout.on('error', survivePipe);
  const emulator = await start(options);
  try {
    if (state !== undefined) importInto(emulator, state, options.import ?? '');
    const print = (text: string): void => {
      process.stdout.write(`${text}\n`);
    };
    if (options.json) print(JSON.stringify({ at: Date.now(), type: 'started', url: emulator.url }));
    else print(banner(emulator));
    emulator.onEvent((event) => print(options.json ? JSON.stringify(event) : prettyLine(event)));
    await stopped;
    if (options.exportOnExit !== undefined) {
      writeState(options.exportOnExit, emulator.exportState());
      if (!options.json) print(`wrote apps and accounts to ${options.exportOnExit}`);
    }
  } finally {
    await emulator.close();
  }
}

async function start({ port, host, policy, rateLimit }: RunOptions): Promise<Emulator> {
  try {
    return await startEmulator({ port, host, policy, ...(rateLimit ? { rateLimit: REAL_RATE_LIMIT } : {}) });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') {
      throw new StartFailure(
        `port ${port} is in use. Stop what uses it (perhaps another emulator), or name another: --port ${port + 1}`,
      );
    }
    if (code === 'EACCES') {
      throw new StartFailure(`port ${port} is not yours to use. Name one above 1023, for example --port 4870`);
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartFailure(`this machine has no address ${host}. Leave --host away to bind 127.0.0.1`);
    }
    throw error;
  }
}

function importInto(emulator: Emulator, state: Parameters<Emulator['importState']>[0], file: string): void {
  try {
    emulator.importState(state);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartFailure(`${file} does not hold together: ${why}`, 2);
  }
}

/** A log that nobody reads any more (`… | head`) is no reason to take the clients' cloud away. */
function survivePipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** One Ctrl-C can arrive twice: the terminal signals the whole group, and npm passes its own on. */
const SAME_CTRL_C_MS = 1000;

/** Resolves on the first Ctrl-C or SIGTERM; a second one, if it is not the same, ends the process at once. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const stop = (): void => {
      if (first !== undefined && Date.now() - first > SAME_CTRL_C_MS) process.exit(130);
      first ??= Date.now();
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
