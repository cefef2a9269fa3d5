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

/** The real world. A reader that goes away (`| head -1`) ends the output, not the work. */
export function processIo(): Io {
  const { stdout, stderr, stdin, env } = process;
  let gone = false;
  stdout.on('error', () => {
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
    // Any non-empty NO_COLOR turns colours off (no-color.org); FORCE_COLOR is picocolors' own affair.
    color: env.NO_COLOR ? false : isTty ? picocolors.isColorSupported : Boolean(env.FORCE_COLOR),
    columns: stdout.columns ?? 80,
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
