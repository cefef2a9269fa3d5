import type { Fault } from '@partyline/adapters/memory';
import type { CommandName, ErrorKind, JoinRequest, KickReason, ReusePolicy, SessionEventType } from '@partyline/core';

/** Milliseconds, or a number with a unit: `1500`, `1.5s`. */
export type Duration = number | string;

/** A scenario as it is written; `scenario.schema.json` says the same to editors and to the reader. */
export interface Scenario {
  readonly name?: string;
  readonly description?: string;
  readonly appKey?: string;
  readonly reuse?: ReusePolicy;
  readonly directory?: boolean;
  readonly timeouts?: { readonly command?: Duration; readonly step?: Duration };
  readonly accounts?: {
    readonly im?: readonly ImEntry[];
    readonly meeting?: readonly MeetingEntry[];
  };
  readonly rooms?: readonly { readonly meetingNum: string; readonly password?: string; readonly locked?: boolean }[];
  readonly steps: readonly (string | Step)[];
}

export interface ImEntry {
  readonly accid: string;
  readonly token: string;
}

interface MeetingEntry {
  readonly userUuid: string;
  readonly token: string;
  readonly accid: string;
}

export interface MeetingLoginEntry {
  readonly userUuid: string;
  readonly token: string;
}

type Scripted = 'delay' | 'answerDelay' | 'throws';

/** A fault as it is written. */
export interface FaultEntry extends Omit<Fault, Scripted | 'reject'> {
  readonly on: Parameters<import('@partyline/adapters/memory').Faults['once']>[0];
  readonly always?: boolean;
  readonly delay?: Duration;
  readonly answerDelay?: Duration;
  readonly throws?: string;
}

/** What can happen in a step, and what each takes. `null` takes nothing. */
interface Actions {
  readonly initialize: null;
  readonly loginIm: string | ImEntry;
  readonly loginMeeting: string | MeetingLoginEntry;
  readonly joinMeeting: JoinRequest;
  readonly joinAnonymously: JoinRequest;
  readonly leaveMeeting: null;
  readonly logoutMeeting: null;
  readonly logoutIm: null;
  readonly signIn: { readonly im?: string | ImEntry; readonly meeting: string | MeetingLoginEntry };
  readonly signOut: null;
  readonly recover: null;
  readonly dispose: null;
  readonly can: CommandName;
  readonly await: string;
  readonly abort: string;
  readonly hostInitialize: string | null;
  readonly hostLogin: string | ImEntry;
  readonly hostLogout: null;
  readonly loginElsewhere: string;
  readonly kick: string | { readonly accid: string; readonly reason?: KickReason };
  readonly network: 'down' | 'up';
  readonly advance: Duration;
  readonly fault: FaultEntry;
  readonly clearFaults: null;
  readonly setImToken: ImEntry;
  readonly setImAccountEnabled: { readonly accid: string; readonly enabled: boolean };
  readonly setMeetingToken: MeetingLoginEntry;
  readonly expireMeetingToken: string;
  readonly endMeetingLogin: string;
  readonly endRoom: string;
  readonly removeFromRoom: { readonly meetingNum: string; readonly userUuid: string | null };
  readonly setRoomLocked: { readonly meetingNum: string; readonly locked: boolean };
}

export type ActionName = keyof Actions;

/** One thing that happens, with its argument. */
export type Action = { [N in ActionName]: { readonly name: N; readonly argument: Actions[N] } }[ActionName];

export interface Step extends Partial<Actions> {
  readonly as?: string;
  readonly timeout?: Duration;
  readonly note?: string;
  readonly expect?: Expectation;
}

export interface ExpectedError {
  readonly kind: ErrorKind;
  readonly code?: number;
  readonly retryable?: boolean;
  readonly command?: CommandName;
  readonly vendorCode?: number | string;
}

/** What must be so when a step is over. What is not named is not checked. */
export interface Expectation {
  readonly error?: ErrorKind | ExpectedError;
  readonly state?: string;
  readonly busy?: CommandName | null;
  readonly im?: string | null | Readonly<Record<string, string>>;
  readonly meeting?: string | null | Readonly<Record<string, string>>;
  readonly mode?: string | null;
  readonly room?: string | null;
  readonly failure?: ErrorKind | null | { readonly kind?: ErrorKind; readonly recoverTo?: string };
  readonly chat?: string | null;
  readonly events?: readonly SessionEventType[];
  readonly calls?: readonly string[];
}

const units = { ms: 1, s: 1000, m: 60_000 } as const;

/** Milliseconds. */
export function milliseconds(duration: Duration): number {
  if (typeof duration === 'number') return duration;
  const unit = duration.endsWith('ms') ? 'ms' : duration.endsWith('s') ? 's' : 'm';
  return Number(duration.slice(0, -unit.length)) * units[unit];
}
