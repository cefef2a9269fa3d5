/// <reference lib="esnext.disposable" preserve="true" />
import type { Actor } from 'xstate';
import type {
  CommandArguments,
  CommandName,
  ImAccount,
  JoinRequest,
  MeetingAccount,
  SignInRequest,
} from './commands.ts';
import type { SessionError } from './errors.ts';
import type { SessionEventMap, SessionEventType } from './events.ts';
import type { CommandOptions } from './input.ts';
import type { SessionMachine } from './machine.ts';
import type { Unsubscribe } from './ports/im.ts';
import type { SessionSnapshot } from './snapshot.ts';

declare global {
  /** Empty where neither the DOM's nor Node's types are there, and merged with theirs where they are. */
  interface AbortSignal {}
}

/** Whether a command would be permitted right now, and if not, the error it would reject with. */
export type Permission = { readonly ok: true } | { readonly ok: false; readonly error: SessionError };

/** One IM login and one meeting, kept in agreement. Every method may be passed around without the object. */
export interface Session {
  /** What is true now: the same object until something changes. */
  readonly snapshot: SessionSnapshot;
  /** What is true now, as a function; for `useSyncExternalStore` and its like. */
  readonly getSnapshot: () => SessionSnapshot;
  /** Calls `listener` at once with the current snapshot and then with every new one. */
  readonly subscribe: (listener: (snapshot: SessionSnapshot) => void) => Unsubscribe;
  /** Calls `listener` with every event of one type, until it is unsubscribed or the signal aborts. */
  readonly on: <T extends SessionEventType>(
    type: T,
    listener: (event: SessionEventMap[T]) => void,
    options?: { readonly signal?: AbortSignal | undefined },
  ) => Unsubscribe;
  /**
   * Resolves with the first snapshot that satisfies `predicate`. Rejects `aborted`, `disposed` once the session is over,
   * or with what the predicate throws.
   */
  readonly until: {
    <S extends SessionSnapshot>(
      predicate: (snapshot: SessionSnapshot) => snapshot is S,
      options?: { readonly signal?: AbortSignal | undefined },
    ): Promise<S>;
    (
      predicate: (snapshot: SessionSnapshot) => boolean,
      options?: { readonly signal?: AbortSignal | undefined },
    ): Promise<SessionSnapshot>;
  };
  /**
   * Asks whether a command would be refused. Without its argument, whether it would be refused whoever it is for. Within
   * a listener it does not know of a command that the same listener has just given.
   */
  readonly can: <N extends CommandName>(command: N, ...args: CommandArguments[N] | []) => Permission;
  /** The call most apps need: whichever of recover, initialize, loginIm and loginMeeting are still missing, in order. */
  readonly signIn: (request: SignInRequest, options?: CommandOptions) => Promise<SessionSnapshot>;
  /** Sets both ports up; an IM login that the host has already is adopted. */
  readonly initialize: (options?: CommandOptions) => Promise<SessionSnapshot>;
  /** Logs the IM in. Rejects e.g. `badCredentials`, `network`, `kicked`, `alreadyLoggedIn`. */
  readonly loginIm: (account: ImAccount, options?: CommandOptions) => Promise<SessionSnapshot>;
  /** Logs the meeting in. Rejects `imNotLoggedIn` (100004) or `accountMismatch` (100005) when reuse cannot work. */
  readonly loginMeeting: (account: MeetingAccount, options?: CommandOptions) => Promise<SessionSnapshot>;
  /** Enters a room as the member who is logged in. */
  readonly joinMeeting: (request: JoinRequest, options?: CommandOptions) => Promise<SessionSnapshot>;
  /** Enters a room as a guest. Rejects `anonymousUnderReuse` (112001) where the policy forbids it. */
  readonly joinAnonymously: (request: JoinRequest, options?: CommandOptions) => Promise<SessionSnapshot>;
  /** Leaves the room; the meeting stays logged in. A guest, who has no more than the room, is logged out. */
  readonly leaveMeeting: (options?: CommandOptions) => Promise<SessionSnapshot>;
  /** Leaves the room and logs the meeting out; a reused IM login stays. */
  readonly logoutMeeting: (options?: CommandOptions) => Promise<SessionSnapshot>;
  /** Ends the meeting and the IM login. Rejects `imNotManaged` for a login that the host owns. */
  readonly logoutIm: (options?: CommandOptions) => Promise<SessionSnapshot>;
  /** Ends everything that the session may end. */
  readonly signOut: (options?: CommandOptions) => Promise<SessionSnapshot>;
  /** Leads out of `failed`: sets up again what the loss made unfit, and reads the state afresh. */
  readonly recover: (options?: CommandOptions) => Promise<SessionSnapshot>;
  /** Ends everything and closes both ports. Always resolves; calling it again answers the same promise. */
  readonly dispose: () => Promise<void>;
  /** The same, for `await using`. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
  /** The XState actor, for the inspector and for XState users. */
  readonly actor: Actor<SessionMachine>;
}
