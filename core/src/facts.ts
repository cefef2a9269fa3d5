import {
  type Context,
  type Goal,
  type ImFact,
  type MeetingFact,
  nothingAsked,
  type Reading,
  type Step,
  sameId,
} from './context.ts';
import type { SessionError } from './errors.ts';
import type { Line } from './ports/im.ts';
import { modeOf } from './rules.ts';

type Facts = Partial<Context>;

/** Facts reach the outside through snapshots, so they are frozen. */
function imFact(accid: string, owner: ImFact['owner'], line: Line): ImFact {
  return Object.freeze({ accid, owner, line });
}

/** Keeps the identity of a fact that did not change, so that the snapshot does not change either. */
function sameFact(old: ImFact | null, fresh: ImFact): ImFact {
  return old && old.accid === fresh.accid && old.owner === fresh.owner && old.line === fresh.line ? old : fresh;
}

/** Somebody is logged in at the IM SDK: whose login is it? */
function imSeen(c: Context, accid: string, line: Line): Facts {
  if (c.im && sameId(c.im.accid, accid)) return { im: sameFact(c.im, imFact(accid, c.im.owner, line)) };
  if (sameId(c.asked.im, accid) || sameId(c.strayIm, accid)) return { im: null, strayIm: accid };
  return { im: imFact(accid, 'host', line), strayIm: null };
}

/** The facts after a call was answered (or given up), from what both ports say then. */
export function believe(c: Context, reading: Reading): Facts {
  const { asked, meeting } = c;
  const kit = reading.meeting;
  const settled = { pending: false, asked: nothingAsked };
  const kitIn = kit.phase === 'loggedIn';
  const landed = kitIn && !meeting && asked.meeting !== null && (!kit.userUuid || sameId(kit.userUuid, asked.meeting));
  const strayMeeting = kitIn && (c.strayMeeting || landed || (meeting?.kind === 'anonymous' && !kit.meetingNum));
  const inRoom = kitIn && kit.meetingNum !== undefined;
  const room = inRoom ? c.room : null;
  const strayRoom = inRoom && !room && (asked.room || strayMeeting);
  const login: Facts = kitIn && meeting ? {} : { meeting: null, mode: null };
  const rest = { ...settled, ...login, room, strayMeeting, strayRoom };

  // The kit's own IM login is the kit's affair for as long as the kit is in.
  if (kitIn && (c.mode === 'owned' || (landed && asked.owned))) return rest;
  if (reading.im.phase !== 'loggedIn') {
    return { ...rest, im: null, strayIm: null, strayMeeting: strayMeeting || (kitIn && meeting !== null) };
  }
  const seen = imSeen(c.im?.owner === 'kit' ? { ...c, im: null } : c, reading.im.accid, reading.im.line);
  const moved = kitIn && meeting !== null && !sameId(seen.im?.accid, c.im?.accid);
  return { ...rest, ...seen, strayMeeting: strayMeeting || moved };
}

/** A stray thing that a step could not remove is there to stay: the session says so instead of trying forever. */
export function surrender(c: Context, step: Step, error: SessionError): Facts {
  if (step === 'leaving') return { strayRoom: false };
  if (step === 'loggingOutMeeting' && c.strayMeeting) return { strayMeeting: false, ...breakdown(c, error, false) };
  if (step === 'loggingOutIm' && c.strayIm) return { strayIm: null, im: imFact(c.strayIm, 'session', 'online') };
  return {};
}

/** The host logged the IM in, or swapped the account: a meeting that rode on another account is lost. */
export function hostLoggedIn(c: Context, accid: string): Facts {
  const seen = imSeen(c, accid, 'online');
  const lost = c.meeting !== null && !sameId(c.im?.accid, accid);
  return { ...seen, ...(lost && loseMeeting(c)) };
}

/** The IM login is gone; a meeting on it is lost with it. */
export function imGone(c: Context): Facts {
  return { im: null, ...(c.meeting && loseMeeting(c)) };
}

/** The meeting stays visible until the kit is out. */
export function loseMeeting(c: Context): Facts {
  return { strayMeeting: true, strayRoom: c.room !== null, undoing: null };
}

/** The kit is already out: nothing is left to close. */
export function kitGone(c: Context): Facts {
  return {
    meeting: null,
    mode: null,
    room: null,
    strayMeeting: false,
    strayRoom: false,
    im: c.mode === 'owned' ? null : c.im,
  };
}

/** Something the session had was taken away, or never came up. The first cause stays. */
export function breakdown(c: Context, error: SessionError, broken: boolean): Facts {
  return {
    failure: c.failure ?? error,
    kit: 'spent',
    broken: c.broken || broken,
    sdk: broken && c.im?.owner !== 'host' ? 'spent' : c.sdk,
    im: c.im?.owner === 'kit' ? null : c.im,
  };
}

/** Whether the line is up; a line that did not change changes nothing. */
export function lineIs(c: Context, line: Line): Facts {
  return c.im ? { im: sameFact(c.im, imFact(c.im.accid, c.im.owner, line)) } : {};
}

/** What a call in flight may bring about even if nobody waits for it any more. */
export function whatIsAsked(c: Context, step: Step): Facts {
  const { goal, asked } = c;
  switch (step) {
    case 'initializingIm':
      return { sdk: 'spent' };
    case 'initializingMeeting':
      return { kit: 'spent' };
    case 'loggingInIm':
      return { asked: { ...asked, im: goal?.im?.accid ?? null } };
    case 'loggingInMeeting':
      return { asked: { ...asked, meeting: goal?.meeting?.userUuid ?? null, owned: modeOf(c) === 'owned' } };
    case 'joiningAnonymously':
      return { asked: { ...asked, meeting: '', owned: true } };
    case 'joining':
      return { asked: { ...asked, room: true } };
    default:
      return {};
  }
}

/** What a finished login, join or set-up made true. */
export const done = {
  im(c: Context, goal: Goal, { im }: Reading): Facts {
    const spelled = im.phase === 'loggedIn' ? im : { accid: goal.im?.accid ?? '', line: 'online' as const };
    return { im: imFact(spelled.accid, 'session', spelled.line), pending: false, asked: nothingAsked };
  },
  meeting(c: Context, goal: Goal, accid: string): Facts {
    const mode = modeOf(c);
    const meeting: MeetingFact = Object.freeze({ kind: 'member', userUuid: goal.meeting?.userUuid ?? '' });
    return {
      meeting,
      mode,
      im: mode === 'owned' ? imFact(accid, 'kit', 'online') : c.im,
      pending: false,
      asked: nothingAsked,
    };
  },
  room(meetingNum: string): Facts {
    return { room: Object.freeze({ meetingNum }), pending: false, asked: nothingAsked };
  },
  guest(goal: Goal, accid: string, meetingNum: string): Facts {
    const meeting: MeetingFact = Object.freeze({ kind: 'anonymous', displayName: goal.room?.displayName ?? '' });
    return { ...done.room(meetingNum), meeting, mode: 'owned', im: imFact(accid, 'kit', 'online') };
  },
};
