import type { AccountsPort, Clock, DirectoryPort, ImPort, MeetingPort, Session, SessionOptions } from '@partyline/core';
import type { ServiceIdentifier } from 'inversify';
import type { Teardown } from './teardown.ts';

/** A name in the container that knows the type of what it stands for. */
export type Token<T> = ServiceIdentifier<T> & symbol;

/** Makes a token. The same name gives the same token, also from another copy of this module. */
export function token<T>(name: string): Token<T> {
  return Symbol.for(`partyline.${name}`) as Token<T>;
}

/** What the composition root knows by name. A module binds some of them; `session` needs `imPort` and `meetingPort`. */
export const tokens = {
  imPort: token<ImPort>('imPort'),
  meetingPort: token<MeetingPort>('meetingPort'),
  /** Optional: without it the kit's own answer decides about a binding. */
  directoryPort: token<DirectoryPort>('directoryPort'),
  /** Optional: without it the platform's timers are used. */
  clock: token<Clock>('clock'),
  accountsPort: token<AccountsPort>('accountsPort'),
  sessionOptions: token<SessionOptions>('sessionOptions'),
  session: token<Session>('session'),
  /** What was built and has to be closed. */
  teardown: token<Teardown>('teardown'),
} as const;
