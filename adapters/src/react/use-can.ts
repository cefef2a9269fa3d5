import type { CommandArguments, CommandName, Permission, Session } from '@partyline/core';
import { permission } from '../shared/no-session.ts';
import { useSessionSnapshot } from './use-session-snapshot.ts';

/** Whether a command would be permitted now, and if not, why: for a button that is greyed out with its reason. */
export function useCan<N extends CommandName>(
  session: Session | null,
  command: N,
  ...args: CommandArguments[N] | []
): Permission {
  return permission(session, useSessionSnapshot(session), command, args);
}
