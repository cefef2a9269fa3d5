import { SessionError } from '@partyline/core';

/** Refuses what is no object where options belong; `who` is the function that was given it. */
export function anObject(options: unknown, who: string): void {
  if (typeof options === 'object' && options !== null) return;
  throw new SessionError('invalidInput', { message: `${who}: options must be an object` });
}
