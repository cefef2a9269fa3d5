import picocolors from 'picocolors';
import { exit } from './exit.ts';

/** Everything a command may touch of the world it runs in; a test brings its own. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person is watching standard output. */
  readonly isTty: boolean;
  readonly color: boolean;
  /** Width of the terminal in columns. */
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads everything from standard input. */
  readonly stdin: () => Promise<string>;
  /** Runs `work` with a signal that Ctrl-C aborts; its reason is the exit code. */
  readonly interruptible: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** Colours as the environment wants them: any non-empty NO_COLOR turns them off (no-color.org), FORCE_COLOR=0 as well. */
function colorOf({ NO_COLOR, FORCE_COLOR }: NodeJS.ProcessEnv, isTty: boolean): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTty && picocolors.isColorSupported;
}

/** The real world. A reader that goes away (`| head -1`) ends the output, not the work. */
export function processIo(): Io {
  const { stdout, stderr, stdin, env } = process;
  let gone = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!gone && error.code !== 'EPIPE') {
      // A full disk: whoever reads the exit code takes the half of a file for the whole.
      stderr.write(`error: the output could not be written (${error.code ?? error.message})\n`);
      process.exitCode = exit.failed;
    }
    gone = true;
  });
  stderr.on('error', () => {});
  const isTty = stdout.isTTY === true;
  return {
    out: (text) => {
      if (!gone) stdout.write(text);
    },
    err: (text) => {
      stderr.write(text);
    },
    isTty,
    color: colorOf(env, isTty),
    // A terminal that was given no size says 0.
    columns: stdout.columns || 80,
    env,
    stdin: async () => {
      let text = '';
      stdin.setEncoding('utf8');
      for await (const chunk of stdin) text += chunk;
      return text;
    },
    interruptible: async (work) => {
      const controller = new AbortController();
      const onInt = () => controller.abort(exit.interrupted);
      const onTerm = () => controller.abort(exit.terminated);
      process.on('SIGINT', onInt);
      process.on('SIGTERM', onTerm);
      try {
        return await work(controller.signal);
      } finally {
        // Once interrupted, the second half of a doubled Ctrl-C (the terminal's and npm's) must not cut the end short.
        if (!controller.signal.aborted) {
          process.off('SIGINT', onInt);
          process.off('SIGTERM', onTerm);
        }
      }
    },
  };
}
