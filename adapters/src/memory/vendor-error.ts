import { type ErrorKind, SessionError } from '@partyline/core';

/** An error of the fake cloud, with the code that the real one gives in its place. */
export function vendorError(
  surface: 'im' | 'meeting' | 'server',
  kind: ErrorKind,
  code: number | string,
  message: string,
): SessionError {
  return new SessionError(kind, { message: `${message} (${code})`, vendor: { name: 'memory', surface, code } });
}
