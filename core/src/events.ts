import type { CommandName } from './commands.ts';
import type { Step } from './context.ts';
import type { SessionError } from './errors.ts';
import type { KickReason } from './ports/im.ts';

/** What a session announces besides its snapshots. A listener already sees the snapshot that belongs to the event. */
export interface SessionEventMap {
  /** The server ended the IM login. */
  kicked: { readonly reason: KickReason };
  /** The connection of the IM login dropped; the SDK heals it. */
  lineDown: Readonly<Record<never, never>>;
  /** The connection is healed. */
  lineUp: Readonly<Record<never, never>>;
  /** A command was refused; nothing was asked of a port. */
  refused: { readonly command: CommandName; readonly error: SessionError };
  /** The session is in `failed` now. */
  failed: { readonly error: SessionError };
  /**
   * The meeting login alone was lost, or the host changed the IM login that it rides on. What takes the IM login away
   * takes a reused meeting along, and is told by `kicked` and `failed`.
   */
  meetingLost: { readonly error: SessionError };
  /** The room ended, or the user was removed from it. */
  roomLeft: { readonly reason: string };
  /** A step of a teardown failed or was not answered in time; the rest still happened. */
  stepFailed: { readonly step: Step; readonly error: SessionError };
  /** A listener threw; the others were called all the same. */
  listenerFailed: { readonly error: unknown };
}

/** What can be listened to with `on`. */
export type SessionEventType = keyof SessionEventMap;

/** Every event there is. */
export const eventTypes: readonly SessionEventType[] = [
  'kicked',
  'lineDown',
  'lineUp',
  'refused',
  'failed',
  'meetingLost',
  'roomLeft',
  'stepFailed',
  'listenerFailed',
];

/** An event as it travels: its type and what belongs to it. */
export type SessionEvent<T extends SessionEventType = SessionEventType> = Heard<T>;

/** What the machine emits: the public events, and how each call ended. */
export type MachineEmitted = SessionEvent | Heard<'settled'>;

/** What there is to hear inside a session: the public events, how calls ended, and that there is a new snapshot. */
export type Heard<T extends keyof HeardMap = keyof HeardMap> = {
  [K in T]: { readonly type: K } & HeardMap[K];
}[T];

interface HeardMap extends SessionEventMap {
  readonly settled: { readonly calls: readonly number[]; readonly error: SessionError | null };
  readonly snapshot: unknown;
}
