import { type Emulator, type EmulatorOptions, startEmulator } from '@partyline/emulator';
import { isBuilt, pages } from './pages.ts';

/** The playground cannot start. The message says what to do next. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}

export interface PlaygroundOptions extends Pick<EmulatorOptions, 'clock'> {
  /** The port that somebody asked for. Without one, 4870 or the next that is free. */
  readonly port?: number;
}

/** The port that is tried first when nobody names one, and how many after it. */
const FIRST = 4870;
const TRIES = 20;

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

async function onAnyPort(start: (port: number) => Promise<Emulator>): Promise<Emulator> {
  for (let port = FIRST; port < FIRST + TRIES; port++) {
    try {
      return await start(port);
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' && codeOf(error) !== 'EACCES') throw error;
    }
  }
  return start(0);
}

async function onPort(port: number, start: (port: number) => Promise<Emulator>): Promise<Emulator> {
  try {
    return await start(port);
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') {
      throw new StartFailure(
        `port ${port} is in use. Stop what uses it (perhaps another playground), or leave --port away: the next free one is taken`,
      );
    }
    if (codeOf(error) === 'EACCES') {
      throw new StartFailure(`port ${port} is not yours to use. Name one above 1023, or leave --port away`);
    }
    throw error;
  }
}

/** Starts the emulator with the page in front of it, on one port of this machine. Rejects with a `StartFailure`. */
export async function startPlayground({ port, clock }: PlaygroundOptions = {}): Promise<Emulator> {
  if (!isBuilt()) throw new StartFailure('the page is not built. In this repository, npm start builds it first');
  const site = pages();
  const start = (at: number) => startEmulator({ port: at, site, ...(clock && { clock }) });
  return port === undefined ? onAnyPort(start) : onPort(port, start);
}
