import {
  type CommandArguments,
  type CommandName,
  type Permission,
  type Session,
  SessionError,
  type SessionSnapshot,
} from '@partyline/core';

/** What a page shows while there is no session: on the server, while it hydrates, and until the owner has made one. */
export const noSnapshot: SessionSnapshot = Object.freeze({
  state: 'uninitialized',
  busy: null,
  im: null,
  meeting: null,
  mode: null,
  room: null,
  failure: null,
});

/** What `can()` answers at the moment of `snapshot`; where there is no session, nothing is permitted. */
export function permission<N extends CommandName>(
  session: Session | null,
  snapshot: SessionSnapshot,
  command: N,
  args: CommandArguments[N] | [],
): Permission {
  if (session && snapshot !== noSnapshot) return session.can(command, ...args);
  const message = 'notInitialized: there is no session yet';
  return { ok: false, error: new SessionError('notInitialized', { command, message }) };
}
