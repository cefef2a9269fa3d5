import type { SessionError } from '../errors.ts';
import type { Credential } from '../secret.ts';

/** Takes a listener off again. Calling it twice is harmless. */
export type Unsubscribe = () => void;

/** Whether the long-lived connection carries traffic right now. `reconnecting`: the SDK is healing it by itself. */
export type Line = 'online' | 'reconnecting';

/** What the IM SDK that the host sees says about itself. `accid` is spelled as the SDK spells it. */
export type ImStatus =
  | { readonly phase: 'uninitialized' }
  | { readonly phase: 'ready'; readonly appKey?: string | undefined }
  | { readonly phase: 'loggedIn'; readonly accid: string; readonly appKey?: string | undefined; readonly line: Line };

/** Why the server ended a login (V2NIM reasons 1, 2, 3, 4 in this order). */
export type KickReason = 'otherClient' | 'server' | 'kickedByClient' | 'quiet';

/**
 * What happens to the IM login, also at the session's own request. Each is told once to every listener, in the order in which
 * things happened, and `status()` says so already. `kicked` and `credentialsRefused` are not followed by `loggedOut`.
 */
export type ImEvent =
  /** The server ended the login; the SDK will not reconnect. */
  | { readonly type: 'kicked'; readonly reason: KickReason }
  /** The connection dropped and the SDK heals it. */
  | { readonly type: 'lineDown' }
  | { readonly type: 'lineUp' }
  /** The SDK is logged in, whoever asked for it. */
  | { readonly type: 'loggedIn'; readonly accid: string }
  /** The SDK is logged out, whoever asked for it. */
  | { readonly type: 'loggedOut' }
  /** The token was refused on a reconnect; the SDK gave up. */
  | { readonly type: 'credentialsRefused'; readonly error: SessionError };

/** An IM login as a port gets it: the token is sealed, or a provider that is asked anew each time. */
export interface ImLogin {
  readonly accid: string;
  readonly token: Credential;
}

/**
 * The IM SDK. Reports the SDK instance that the host sees, and compares ids case-insensitively. A rejected call left nothing
 * behind; errors are `SessionError`s, anything else is wrapped as `adapter`. A call that is given up by its signal rejects with
 * `aborted`; a port that ignores its signal is safe to use, but makes its user wait.
 */
export interface ImPort {
  /** The truth right now, at no cost. Works before `initialize()`. */
  status(): ImStatus;
  /**
   * Brings the SDK up for an app key. The session never calls it when `status()` is past `uninitialized`; then it is harmless, or
   * rejects with `appMismatch` when the SDK runs another app key.
   */
  initialize(request: { readonly appKey: string }, signal: AbortSignal): Promise<void>;
  /**
   * Logs one account in. After it resolved, `status()` names that account. Who is logged in already stays, without an event. Of
   * two logins the newer one wins; the one that it overtakes rejects, with `superseded`.
   */
  login(account: ImLogin, signal: AbortSignal): Promise<void>;
  /** Logs out. Idempotent, also before `initialize()`, after a kick and without a line. A login under way ends with it. */
  logout(): Promise<void>;
  /** Reports every `ImEvent` from now on. Works before `initialize()`. */
  subscribe(listener: (event: ImEvent) => void): Unsubscribe;
  /**
   * Lets go of the SDK. Idempotent. Afterwards no earlier call may still take effect and `initialize()` starts
   * afresh, also one that came while this was under way. Listeners stay. Ends the session's own login, never a host's.
   */
  close(): Promise<void>;
}
