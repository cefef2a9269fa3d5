import type { ReusePolicy } from '../rules.ts';
import type { Credential, Secret } from '../secret.ts';
import type { Unsubscribe } from './im.ts';

/** `reused`: the meeting rides the app's IM login. `owned`: the kit logged the IM in by itself. */
export type Mode = 'reused' | 'owned';

/** What the meeting kit says about itself. `meetingNum` is there exactly while it is in a room. */
export type MeetingStatus =
  | { readonly phase: 'uninitialized' | 'ready' }
  | {
      readonly phase: 'loggedIn';
      readonly userUuid?: string | undefined;
      readonly anonymous: boolean;
      readonly meetingNum?: string | undefined;
    };

/**
 * What happens to the meeting without the session asking for it; never an echo of a call the session made. Told once, when
 * `status()` says so already.
 */
export type MeetingEvent =
  /** The meeting login ended. */
  | { readonly type: 'signedOut'; readonly reason: string }
  /** The meeting token expired; the login ended. */
  | { readonly type: 'credentialsExpired' }
  /** The room ended or the user was removed from it. */
  | { readonly type: 'roomLeft'; readonly reason: string };

/** A meeting login as a port gets it. */
export interface MeetingLogin {
  readonly userUuid: string;
  readonly token: Credential;
}

/** A room to join as a port gets it: the password is sealed. */
export interface RoomRequest {
  readonly meetingNum: string;
  readonly displayName: string;
  readonly password?: Secret;
}

/**
 * The meeting kit. Compares ids case-insensitively. A rejected call left nothing behind; errors are `SessionError`s, anything else
 * is wrapped. A call that is given up by its signal rejects with `aborted`; a port that ignores its signal is safe to use, but
 * makes its user wait.
 */
export interface MeetingPort {
  /** The truth right now, at no cost. Works before `initialize()`. */
  status(): MeetingStatus;
  /**
   * Brings the kit up. A second time, or twice at once, is harmless: who is logged in stays. Under reuse it must leave the IM
   * SDK alone.
   */
  initialize(request: { readonly appKey: string; readonly reuse: ReusePolicy }, signal: AbortSignal): Promise<void>;
  /**
   * Logs a member in and answers with the IM account that the meeting now rides on. A kit that lost its IM for good
   * (the vendor's answers «nim is null» until it is set up anew) is released and initialised again first.
   */
  login(account: MeetingLogin, mode: Mode, signal: AbortSignal): Promise<{ readonly accid: string }>;
  /** Logs out, and leaves the room. Idempotent. Under reuse it leaves the IM alone. A login under way ends with it. */
  logout(): Promise<void>;
  /** Enters a room as the member who is logged in. */
  join(request: RoomRequest, signal: AbortSignal): Promise<{ readonly meetingNum: string }>;
  /** Enters a room as a guest; the kit logs its own IM account in. */
  joinAnonymously(
    request: RoomRequest,
    signal: AbortSignal,
  ): Promise<{ readonly accid: string; readonly meetingNum: string }>;
  /** Leaves the room. Idempotent. A guest is logged out by it. A join under way ends with it. */
  leave(): Promise<void>;
  /** Reports every `MeetingEvent` from now on. Works before `initialize()`. */
  subscribe(listener: (event: MeetingEvent) => void): Unsubscribe;
  /**
   * Lets go of the kit. Idempotent. Afterwards no earlier call may still take effect and `initialize()` starts afresh, also one
   * that came while this was under way. Listeners stay.
   */
  close(): Promise<void>;
}
