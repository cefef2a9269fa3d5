import type { CommandName } from './commands.ts';

/** Every way a command can end badly; `explain()` tells each in Chinese and English. */
export type ErrorKind =
  // refusals: decided before anything is asked of a port
  | 'disposed'
  | 'invalidInput'
  | 'notInitialized'
  | 'sessionFailed'
  | 'anonymousUnderReuse'
  | 'imNotManaged'
  | 'busy'
  | 'imNotLoggedIn'
  | 'imOccupied'
  | 'alreadyLoggedIn'
  | 'notLoggedIn'
  | 'notInMeeting'
  | 'alreadyInMeeting'
  | 'appMismatch'
  | 'accountMismatch'
  // failures of a permitted command
  | 'aborted'
  | 'superseded'
  | 'timeout'
  | 'network'
  | 'badCredentials'
  | 'credentialsExpired'
  | 'accountDisabled'
  | 'kicked'
  | 'meetingLost'
  | 'rateLimited'
  | 'meetingNotFound'
  | 'meetingLocked'
  | 'badMeetingPassword'
  | 'unsupported'
  | 'adapter'
  | 'vendor';

/** Where a vendor's own code came from; the code always survives here. */
export interface VendorDetail {
  /** The SDK or the server API, e.g. `nim-web-sdk-ng`. */
  readonly name: string;
  /** Which part of it, e.g. the method or the generation of the API. */
  readonly surface: string;
  /** Its version, where it says so. */
  readonly version?: string;
  /** Its own code, whatever kind it became here. */
  readonly code?: number | string;
}

/** What a `SessionError` may carry besides its kind. */
export interface SessionErrorOptions {
  readonly code?: number | undefined;
  readonly message?: string | undefined;
  readonly cause?: unknown;
  readonly vendor?: VendorDetail | undefined;
  readonly command?: CommandName | undefined;
}

/** The vendor's three codes for the three ways reuse goes wrong (reuse guide, table of error codes). */
const codes: { readonly [K in ErrorKind]?: number } = {
  imNotLoggedIn: 100004,
  accountMismatch: 100005,
  anonymousUnderReuse: 112001,
};

const passing: readonly ErrorKind[] = ['network', 'timeout', 'rateLimited', 'busy'];

/** The one error type that leaves Partyline. `kind` is stable; `code` is the vendor's where the vendor has one. */
export class SessionError extends Error {
  override readonly name = 'SessionError';
  // Declared only: the constructor sets every one of them.
  /** What happened; stable. */
  declare readonly kind: ErrorKind;
  /** The vendor's documented code for this kind, where there is one: 100004, 100005, 112001. */
  declare readonly code?: number | undefined;
  /** Whether the same call may succeed later without anything being changed. */
  declare readonly retryable: boolean;
  /** The command that was refused or failed. */
  declare readonly command?: CommandName | undefined;
  /** What the vendor’s SDK or server itself said. */
  declare readonly vendor?: VendorDetail | undefined;

  constructor(
    kind: ErrorKind,
    {
      code = codes[kind],
      message = code ? `${kind} (${code})` : kind,
      cause,
      command,
      vendor,
    }: SessionErrorOptions = {},
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.kind = kind;
    this.code = code;
    this.retryable = passing.includes(kind);
    this.command = command;
    this.vendor = vendor;
  }
}

/** Whether something caught is a `SessionError`, also one from another copy of this module. */
export function isSessionError(error: unknown): error is SessionError {
  return error instanceof Error && error.name === 'SessionError' && 'kind' in error;
}

/** The same error, said of a command. Errors are values: one that a port gave is never changed. */
export function ofCommand(error: SessionError, command: CommandName): SessionError {
  if (error.command === command) return error;
  return Object.assign(new SessionError(error.kind, error), { command, stack: error.stack });
}
