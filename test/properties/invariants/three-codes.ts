import { type CommandName, isSessionError, type ReusePolicy } from '@partyline/core';

/** The vendor's three codes, and who may be told each. */
const codes: Record<string, number> = { imNotLoggedIn: 100004, accountMismatch: 100005, anonymousUnderReuse: 112001 };

const commands: Record<number, readonly CommandName[]> = {
  100004: ['loginMeeting', 'signIn'],
  100005: ['loginMeeting', 'signIn'],
  112001: ['joinAnonymously'],
};

/** 5: the three codes mean exactly what the vendor's table says. Judges how a command ended. */
export function threeCodes(error: unknown, command: CommandName, policy: ReusePolicy): string | null {
  if (!isSessionError(error)) return null;
  if (codes[error.kind] !== error.code) return `kind ${error.kind} with code ${error.code}`;
  if (error.code === undefined) return null;
  if (policy === 'off') return `${error.code} without reuse`;
  return commands[error.code]?.includes(command) ? null : `${error.code} for ${command}`;
}
