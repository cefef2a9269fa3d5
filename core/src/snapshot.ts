import type { CommandName } from './commands.ts';
import { type Context, type ImFact, imHome, type MeetingFact } from './context.ts';
import type { SessionError } from './errors.ts';
import type { Mode } from './ports/meeting.ts';

/** Where `recover()` leads if nothing else happens: the part of the session that is still true. */
export type RecoverTo = 'uninitialized' | 'imReady' | 'imLoggedIn';

interface Common {
  /** The command in flight, or the one whose traces are being removed; `null` at rest. */
  readonly busy: CommandName | null;
  readonly im: ImFact | null;
  /** Also there in other states than `meetingLoggedIn` while a lost meeting is still being closed. */
  readonly meeting: MeetingFact | null;
  readonly mode: Mode | null;
  readonly room: { readonly meetingNum: string } | null;
  readonly failure: { readonly error: SessionError; readonly recoverTo: RecoverTo } | null;
}

/** What a session says about itself: frozen, replaced as a whole, and only when something changed. */
export type SessionSnapshot =
  | (Common & { readonly state: 'uninitialized'; readonly im: null; readonly meeting: null; readonly failure: null })
  | (Common & { readonly state: 'imReady'; readonly failure: null })
  | (Common & { readonly state: 'imLoggedIn'; readonly im: ImFact; readonly failure: null })
  | (Common & {
      readonly state: 'meetingLoggedIn';
      readonly im: ImFact;
      readonly meeting: MeetingFact;
      readonly mode: Mode;
      readonly failure: null;
    })
  | (Common & {
      readonly state: 'failed';
      readonly failure: { readonly error: SessionError; readonly recoverTo: RecoverTo };
    });

/** A part of a snapshot, frozen; the old one if it says the same, so that nobody takes it for news. */
const kept = <T extends object>(now: T, old: T | null | undefined): T =>
  old && (Object.keys(now) as (keyof T)[]).every((key) => old[key] === now[key]) ? old : Object.freeze(now);

/** What of a machine's snapshot makes a session's. */
interface Projected {
  readonly value: object;
  readonly context: Context;
}

/** The snapshot of a machine state; the old one if nothing that it says has changed. */
export function project({ value, context: c }: Projected, old?: SessionSnapshot): SessionSnapshot {
  const [[state, step] = []] = Object.entries(value);
  const { im, meeting, room } = c;
  const now = {
    state,
    busy: c.goal?.name ?? (step === 'idle' ? null : (c.undoing ?? 'logoutMeeting')),
    im: im && kept(im, old?.im),
    meeting: meeting && kept(meeting, old?.meeting),
    mode: meeting && c.mode,
    room: meeting && room && kept(room, old?.room),
    failure: c.failure && kept({ error: c.failure, recoverTo: c.broken ? 'uninitialized' : imHome(c) }, old?.failure),
  };
  // The machine keeps the facts and the state in step (the explorer proves it); the union only spells that out.
  return kept(now as SessionSnapshot, old);
}
