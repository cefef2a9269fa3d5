import type { Command, CommandName } from './commands.ts';
import type { SessionError } from './errors.ts';
import type { ImStatus, Line } from './ports/im.ts';
import type { MeetingStatus, Mode } from './ports/meeting.ts';
import type { ReusePolicy } from './rules.ts';

/** Who logged the IM in: `loginIm`, the host app (or it was there before), or the kit in mode owned. */
export type ImOwner = 'session' | 'host' | 'kit';

/** The IM login as the session knows it. */
export interface ImFact {
  readonly accid: string;
  readonly owner: ImOwner;
  readonly line: Line;
}

/** The meeting login as the session knows it. */
export type MeetingFact =
  | { readonly kind: 'member'; readonly userUuid: string }
  | { readonly kind: 'anonymous'; readonly displayName: string };

/** Who is logged in at both ports, as they said at one instant. */
export interface Reading {
  readonly im: Omit<Extract<ImStatus, { phase: 'loggedIn' }>, 'phase'> | null;
  readonly meeting: Omit<Extract<MeetingStatus, { phase: 'loggedIn' }>, 'phase'> | null;
  /** A call that was given up is still out. */
  readonly open: boolean;
  /** One that was given up was carried out after all. A call that a port rejects leaves nothing behind. */
  readonly landed: boolean;
}

/** The steps that can be in flight; each is a sub-state of the same name. */
export type Step =
  | 'initializingIm'
  | 'initializingMeeting'
  | 'loggingInIm'
  | 'waitingForLine'
  | 'checkingBinding'
  | 'loggingInMeeting'
  | 'joining'
  | 'joiningAnonymously'
  | 'settling'
  | 'leaving'
  | 'loggingOutMeeting'
  | 'loggingOutIm'
  | 'closingMeeting'
  | 'closingIm';

/** The command in flight: what is wanted, who waits for it, and how far it came. */
export interface Goal extends Command {
  /** The calls that wait for it; empty once every caller of a teardown has gone. */
  readonly callers: readonly number[];
  /** The directory was asked and had no objection. */
  readonly bound: boolean;
  /** A call was made for it; unanswered while something is `asked`. */
  readonly asking: boolean;
  /** Teardown steps that had their turn, whatever came of it. */
  readonly tried: readonly Step[];
  /** The first error of a teardown step. */
  readonly error: SessionError | null;
}

/** What unanswered calls asked a port for; whatever of it turns up after they were abandoned is ours to undo. */
export interface Asked {
  readonly im?: string | undefined;
  readonly meeting?: MeetingFact | undefined;
  readonly mode?: Mode | undefined;
  readonly room?: boolean;
}

export const nothing: Asked = {};

/** Everything the machine knows. Facts are what is believed true of the ports; the rest is what is wanted of them. */
export interface Context {
  readonly appKey: string;
  readonly reuse: ReusePolicy;
  readonly hasDirectory: boolean;

  /** The IM SDK: not set up, set up by us, found set up by the host, or in need of closing before it is used again. */
  readonly sdk: 'none' | 'ready' | 'host' | 'spent';
  /** The kit, in the same words. The session is set up exactly while the kit is `ready`. */
  readonly kit: 'none' | 'ready' | 'spent';
  readonly im: ImFact | null;
  readonly meeting: MeetingFact | null;
  readonly mode: Mode | null;
  readonly room: { readonly meetingNum: string } | null;
  /** What took the session down; the first cause stays. */
  readonly failure: SessionError | null;
  /** Nothing of the set-up can be relied on: it failed, or a port never answered. */
  readonly broken: boolean;
  readonly disposed: boolean;

  readonly goal: Goal | null;
  /** The abandoned command whose traces are still being removed. */
  readonly undoing: CommandName | null;
  /** A call has not been answered: the one in flight, or one that was abandoned. */
  readonly pending: boolean;
  readonly asked: Asked;
  /** A room, a meeting login, an IM login that are there and should not be: lost, or left by an abandoned call. */
  readonly strayRoom: boolean;
  readonly strayMeeting: MeetingFact | null;
  readonly strayIm: string | null;
}

/** A change of what the machine knows. */
export type Facts = Partial<Context>;

/**
 * Several changes as one; the later wins. An object that begins with a spread and then gets more keys takes V8 (Node 20)
 * up to fifty times as long, so in what happens at every step the keys that are known by name come first.
 */
export const merged = (...changes: readonly (Facts | null | undefined | false)[]): Facts =>
  Object.assign({}, ...changes);

/** What the machine is started with. A session makes it of its ports and options. */
export interface MachineInput {
  readonly appKey: string;
  readonly reuse: ReusePolicy;
  /** Whether there is a directory to be asked for bindings. */
  readonly hasDirectory: boolean;
}

/** No meeting, and no trace of one. */
export const noMeeting = { meeting: null, mode: null, room: null, strayMeeting: null, strayRoom: false } as const;

/** Before anything happened. Total, so that tools may start the machine without input. */
export const initialContext = (input: MachineInput | undefined): Context => ({
  appKey: '',
  reuse: 'required',
  hasDirectory: true,
  ...input,
  ...noMeeting,
  sdk: 'none',
  kit: 'none',
  im: null,
  failure: null,
  broken: false,
  disposed: false,
  goal: null,
  undoing: null,
  pending: false,
  asked: nothing,
  strayIm: null,
});

/** The five states. */
export type StateName = 'uninitialized' | 'imReady' | 'imLoggedIn' | 'meetingLoggedIn' | 'failed';

/** The meeting login, unless it is lost and only waits to be closed. */
export const memberOf = (c: Context): MeetingFact | null => (c.strayMeeting ? null : c.meeting);

/** The state that the IM login alone amounts to. */
export const imHome = ({ im }: Context) => (im && im.owner !== 'kit' ? 'imLoggedIn' : 'imReady');

/** The state that the facts amount to. */
export function home(c: Context): StateName {
  if (c.failure) return 'failed';
  if (c.kit !== 'ready') return 'uninitialized';
  return memberOf(c) ? 'meetingLoggedIn' : imHome(c);
}

/** Account ids are compared as the vendor's server does: it lower-cases them. */
export const sameId = (a: string | null | undefined, b: string | null | undefined): boolean =>
  typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
