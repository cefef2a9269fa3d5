import { type Answer, type Rejection, rejection } from './call.ts';
import { type Context, type ImFact, nothingAsked, type Reading, type Step, sameId } from './context.ts';
import type { SessionError } from './errors.ts';
import type { Line } from './ports/im.ts';
import { modeOf } from './rules.ts';

/** A change of what the session believes. Every function here is pure and answers the change, never a whole context. */
export type Facts = Partial<Context>;

const answered = { pending: false, asked: nothingAsked } satisfies Facts;
const noMeeting = { meeting: null, mode: null, room: null, strayMeeting: false, strayRoom: false } satisfies Facts;

/** Facts reach the outside through snapshots, so they are frozen; one that did not change keeps its identity. */
function imFact(accid: string, owner: ImFact['owner'], line: Line, old: ImFact | null = null): ImFact {
  return old && old.accid === accid && old.owner === owner && old.line === line
    ? old
    : Object.freeze({ accid, owner, line });
}

/** Somebody is logged in at the IM SDK. Whose login is it? One that an abandoned call asked for is ours to undo. */
function imSeen(c: Context, accid: string, line: Line): Facts {
  if (c.im && sameId(c.im.accid, accid)) return { im: imFact(accid, c.im.owner, line, c.im) };
  if (sameId(c.asked.im, accid) || sameId(c.strayIm, accid)) return { im: null, strayIm: accid };
  return { im: imFact(accid, 'host', line), strayIm: null };
}

/** The facts after a call was answered, from what both ports say at that moment. */
export function believe(c: Context, reading: Reading): Facts {
  const { asked, meeting } = c;
  const kit = reading.meeting;
  // Before the set-up is complete nothing is said about logins.
  if (c.kit !== 'ready' && !c.failure) return answered;
  const kitIn = kit.phase === 'loggedIn';
  const landed = kitIn && !meeting && asked.meeting !== null && (!kit.userUuid || sameId(kit.userUuid, asked.meeting));
  const roomless = kitIn && meeting?.kind === 'anonymous' && kit.meetingNum === undefined;
  const inRoom = kitIn && kit.meetingNum !== undefined;
  const room = inRoom ? c.room : null;
  const strayMeeting = kitIn && (c.strayMeeting || landed || roomless);
  const strayRoom = inRoom && !room && (asked.room || strayMeeting);
  const known: Facts = kitIn && meeting ? {} : noMeeting;
  const rest: Facts = { ...answered, ...known, room, strayMeeting, strayRoom };
  // The kit's own IM login is the kit's affair for as long as the kit is in.
  if (kitIn && (c.mode === 'owned' || (landed && asked.owned))) return rest;
  if (reading.im.phase !== 'loggedIn') {
    return { ...rest, im: null, strayIm: null, strayMeeting: strayMeeting || (kitIn && meeting !== null) };
  }
  const seen = imSeen(c.im?.owner === 'kit' ? { ...c, im: null } : c, reading.im.accid, reading.im.line);
  const moved = kitIn && meeting !== null && !sameId(seen.im?.accid, c.im?.accid);
  return { ...rest, ...seen, strayMeeting: strayMeeting || moved };
}

/**
 * A step that was to end something failed. What it left standing is believed; a stray thing that cannot be removed
 * stops being chased: an IM login is the session's after all, a meeting login makes the set-up unfit for use.
 */
export function stepFailed(c: Context, step: Step, { error, reading, open }: Rejection): Facts {
  const now = { ...c, ...believe(c, reading) };
  const after: Facts = { ...believe(c, reading), pending: open };
  if (step === 'checkingBinding') return { goal: c.goal && { ...c.goal, bound: true } };
  if (step === 'leaving') return { ...after, strayRoom: false };
  if (step === 'loggingOutMeeting' && now.strayMeeting) {
    return { ...after, ...breakdown(now, error, false), strayMeeting: false, strayRoom: false };
  }
  if (step === 'loggingOutIm' && now.strayIm) {
    return { ...after, strayIm: null, im: imFact(now.strayIm, 'session', 'online') };
  }
  return after;
}

/** The abandoned call never answered. What it asked for is remembered: it may still turn up, and is then undone. */
export function unanswered(c: Context, thrown: unknown): Facts {
  const { error, reading } = rejection(thrown);
  return { ...believe(c, reading), ...breakdown(c, error, true), asked: c.asked };
}

/** The host logged the IM in, or swapped the account: a meeting that rode on another account is lost. */
export function hostLoggedIn(c: Context, accid: string): Facts {
  const lost = c.meeting !== null && !sameId(c.im?.accid, accid);
  return { ...imSeen(c, accid, 'online'), ...(lost && loseMeeting(c)) };
}

/** The IM login is gone; a meeting on it is lost with it. */
export function imGone(c: Context): Facts {
  return { im: null, strayIm: null, ...(c.meeting && loseMeeting(c)) };
}

/** The meeting is lost. It stays visible until the kit is out. */
export function loseMeeting(c: Context): Facts {
  return { strayMeeting: true, strayRoom: c.room !== null, undoing: null };
}

/** The kit is out already: nothing is left to close. */
export function kitGone(c: Context): Facts {
  return { ...noMeeting, im: c.im?.owner === 'kit' ? null : c.im };
}

/** Something the session had was taken away, or never came up. The first cause stays. */
export function breakdown(c: Context, error: SessionError, broken: boolean): Facts {
  return {
    failure: c.failure ?? error,
    kit: 'spent',
    broken: c.broken || broken,
    sdk: broken && c.im?.owner !== 'host' ? 'spent' : c.sdk,
  };
}

/** The set-up failed half-way; a login that the host has all the same is seen. */
export function setUpFailed(c: Context, thrown: unknown): Facts {
  const { error, reading } = rejection(thrown);
  const { im } = reading;
  const seen = im.phase === 'loggedIn' ? imSeen(c, im.accid, im.line) : { im: null };
  return { ...answered, ...seen, ...breakdown({ ...c, ...seen }, error, true) };
}

/** Both ports are up, for the first time or again: who is logged in is read afresh. */
function setUp(c: Context, reading: Reading): Facts {
  const up: Facts = { kit: 'ready', failure: null, broken: false };
  return { ...believe({ ...c, ...up }, reading), ...up };
}

/** For good: nothing is claimed any more, both ports are to be closed. */
export const retired: Facts = {
  ...answered,
  ...noMeeting,
  kit: 'spent',
  sdk: 'spent',
  im: null,
  strayIm: null,
  failure: null,
};

/** Whether the line is up; a line that did not change changes nothing. */
export function lineIs(c: Context, line: Line): Facts {
  return { im: c.im && imFact(c.im.accid, c.im.owner, line, c.im) };
}

/** What a call about to be made may bring about, even if nobody waits for it any more by then. */
export function whatIsAsked({ goal, asked, ...c }: Context, step: Step): Facts {
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
      return { asked: { ...asked, meeting: '', owned: true, room: true } };
    default:
      return { asked: { ...asked, room: true } };
  }
}

/** What a step that succeeded made true. */
export function whatIsDone(c: Context, step: Step, { reading, accid, meetingNum, adopted }: Answer): Facts {
  const { goal } = c;
  switch (step) {
    case 'initializingIm':
      return { ...answered, sdk: adopted ? 'host' : 'ready' };
    case 'initializingMeeting':
      return setUp(c, reading);
    case 'loggingInIm':
      return {
        ...answered,
        ...(reading.im.phase === 'loggedIn' && { im: imFact(reading.im.accid, 'session', reading.im.line) }),
      };
    case 'checkingBinding':
      return { goal: goal && { ...goal, bound: true } };
    case 'loggingInMeeting':
      return {
        ...answered,
        meeting: Object.freeze({ kind: 'member', userUuid: goal?.meeting?.userUuid ?? '' }),
        mode: modeOf(c),
        im: modeOf(c) === 'owned' ? imFact(accid, 'kit', 'online') : c.im,
      };
    case 'joiningAnonymously':
      return {
        ...answered,
        meeting: Object.freeze({ kind: 'anonymous', displayName: goal?.room?.displayName ?? '' }),
        mode: 'owned',
        im: imFact(accid, 'kit', 'online'),
        room: Object.freeze({ meetingNum }),
      };
    case 'joining':
      return { ...answered, room: Object.freeze({ meetingNum }) };
    case 'closingMeeting':
      return { ...answered, ...kitGone(c), kit: 'none' };
    case 'closingIm':
      return { ...answered, sdk: 'none', im: null, strayIm: null };
    default:
      return believe(c, reading);
  }
}
