import { SessionError } from '@partyline/core';
import { meaningOf, type Surface } from './codes.ts';

/** How an attempt failed: what the caller is told, and whether another attempt makes sense. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly error: SessionError;
  /** May pass by itself. */
  readonly passing: boolean;
  /** The server may have done what it was asked to do. */
  readonly perhapsDone: boolean;
  /** The server refuses everything for a while. */
  readonly blocked: boolean;

  constructor(error: SessionError, how: { passing?: boolean; perhapsDone?: boolean; blocked?: boolean } = {}) {
    super(error.message);
    this.error = error;
    this.passing = how.passing ?? false;
    this.perhapsDone = how.perhapsDone ?? false;
    this.blocked = how.blocked ?? false;
  }
}

/** An error with the vendor's code, its cause and its cure. `said` is what the server said, without any secret. */
export function vendorError(surface: Surface, code: number, what: string, said = ''): SessionError {
  const { kind, cause, cure } = meaningOf(surface, code);
  return new SessionError(kind, {
    message: `${what}: ${cause} (${surface} ${code}${said && `: ${said}`}). To fix it, ${cure}`,
    vendor: { name: 'yunxin', surface, code },
  });
}

/** The server refused with a code of its own. */
export function refused(surface: Surface, code: number, what: string, said: string): Failure {
  const { passing = false, blocked = false } = meaningOf(surface, code);
  // A code that passes was given before anything was done, except by a server that broke half-way.
  return new Failure(vendorError(surface, code, what, said), { passing, blocked, perhapsDone: passing && !blocked });
}

/**
 * The machine's clock is wrong: a signature is good for five minutes either way, one minute in the generation of 2020.
 * `behind` in seconds: how far this machine is behind the server.
 */
export function clockWrong(surface: Surface, code: number, what: string, behind: number): Failure {
  const off = `${Math.abs(behind)} s ${behind > 0 ? 'behind' : 'ahead of'}`;
  return new Failure(
    new SessionError('badCredentials', {
      message: `${what}: the signature was refused because this machine's clock is ${off} the server's (${surface} ${code}). To fix it, set the clock, e.g. with NTP`,
      vendor: { name: 'yunxin', surface, code },
    }),
  );
}

/** The signature was refused although the clock is right. */
export function secretWrong(surface: Surface, code: number, what: string): Failure {
  return new Failure(
    new SessionError('badCredentials', {
      message: `${what}: the signature was refused: app key and secret do not fit together (${surface} ${code}). To fix it, copy both from the same app in the vendor's console, and check that the server is the app's`,
      vendor: { name: 'yunxin', surface, code },
    }),
  );
}
