import { type Answer, rejection } from './call.ts';
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
import { SessionError } from './errors.ts';
import type { ImStatus, Line } from './ports/im.ts';
import { modeOf } from './rules.ts';

/** A change of what the session believes. Every function here is pure and answers the change, never a whole context. */
export type Facts = Partial<Context>;

const answered = ({ open }: Reading) => ({ pending: open, asked: nothingAsked }) satisfies Facts;

const settled = { pending: false, asked: nothingAsked } satisfies Facts;
const noMeeting = { meeting: null, mode: null, room: null, strayMeeting: null, strayRoom: false } satisfies Facts;

/** Facts reach the outside through snapshots, so they are frozen; one that did not change keeps its identity. */
function imFact(accid: string, owner: ImFact['owner'], line: Line, old: ImFact | null = null): ImFact {
  return old && old.accid === accid && old.owner === owner && old.line === line
    ? old
    : Object.freeze({ accid, owner, line });
}

/** Somebody is logged in at the IM SDK. Whose login is it? One that an abandoned call asked for is ours to undo. */
function imSeen(c: Context, accid: string, line: Line): Facts {
  if (c.im && sameId(c.im.accid, accid)) return { im: imFact(accid, c.im.owner, line, c.im) };
  if (sameId(c.asked.im, accid) || sameId(c.strayIm, accid)) {
    // Once nothing can be relied on, a login that turns up is not chased: recover() closes the SDK.
    return c.broken ? { im: imFact(accid, 'session', line), strayIm: null } : { im: null, strayIm: accid };
  }
  return { im: imFact(accid, 'host', line), strayIm: null };
}

function kitsIm(accid: string, { im }: Reading): ImFact {
  return imFact(accid, 'kit', im.phase === 'loggedIn' ? im.line : 'online');
}

function roomOf(meetingNum: string) {
  return Object.freeze({ meetingNum });
}

function memberOf(goal: Goal | null): MeetingFact | null {
  return goal?.meeting ? Object.freeze({ kind: 'member', userUuid: goal.meeting.userUuid }) : null;
}

function guestOf(goal: Goal | null): MeetingFact | null {
  return goal?.room ? Object.freeze({ kind: 'anonymous', displayName: goal.room.displayName }) : null;
}

/** Whether the kit's login is the one that was asked for, as far as the kit tells. */
function isOf(asked: MeetingFact | null, userUuid: string | undefined): boolean {
  return asked !== null && (userUuid === undefined || (asked.kind === 'member' && sameId(userUuid, asked.userUuid)));
}

/** The facts after a call was answered, from what both ports say at that moment. */
export function believe(c: Context, reading: Reading): Facts {
  const { meeting } = c;
  const asked = reading.landed ? c.asked : nothingAsked;
  const kit = reading.meeting;
  // Before the set-up is complete nothing is said about logins.
  if (c.kit !== 'ready' && !c.failure) return answered(reading);
  const kitIn = kit.phase === 'loggedIn';
  const landed = kitIn && !meeting && isOf(asked.meeting, kit.userUuid) ? asked.meeting : null;
  const roomless = kitIn && meeting?.kind === 'anonymous' && kit.meetingNum === undefined;
  const inRoom = kitIn && kit.meetingNum !== undefined;
  const room = inRoom ? c.room : null;
  const strayMeeting = kitIn ? (c.strayMeeting ?? landed ?? (roomless ? meeting : null)) : null;
  const strayRoom = inRoom && !room && (c.strayRoom || asked.room || strayMeeting !== null);
  // A meeting that lost the login it rides on is stray; once failed, that is known, and given up on at most once.
  const rider = kitIn && !c.failure ? meeting : null;
  const mode = landed ? (asked.owned ? 'owned' : 'reused') : c.mode;
  const known: Facts = kitIn && (meeting || strayMeeting) ? { mode } : noMeeting;
  const rest: Facts = { ...answered(reading), ...known, room, strayMeeting, strayRoom };
  // The kit's own IM login is the kit's affair for as long as the kit is in.
  if (kitIn && mode === 'owned') return rest;
  if (reading.im.phase !== 'loggedIn') {
    return { ...rest, im: null, strayIm: null, strayMeeting: strayMeeting ?? rider };
  }
  const seen = imSeen({ ...c, asked, im: c.im?.owner === 'kit' ? null : c.im }, reading.im.accid, reading.im.line);
  return { ...rest, ...seen, strayMeeting: strayMeeting ?? (sameId(seen.im?.accid, c.im?.accid) ? null : rider) };
}

/**
 * A step that was to end something is over. What it left standing all the same is believed, and not chased for ever:
 * an IM login is the session's after all, a meeting login makes the kit unfit for use.
 */
export function stepOver(c: Context, step: Step, reading: Reading, error?: SessionError): Facts {
  const after = believe(c, reading);
  const { im, meeting } = reading;
  const { strayIm, strayMeeting, strayRoom, mode, ...now } = { ...c, ...after };
  const num = meeting.phase === 'loggedIn' ? meeting.meetingNum : undefined;
  const room = num === undefined ? null : (c.room ?? roomOf(num));
  if (step === 'leaving' && strayRoom) return { ...after, strayRoom: false, ...(!strayMeeting && { room }) };
  if (step === 'loggingOutMeeting' && strayMeeting) {
    const kits = mode === 'owned' && im.phase === 'loggedIn' && { im: imFact(im.accid, 'kit', im.line) };
    const left = { meeting: strayMeeting, strayMeeting: null, room, strayRoom: false };
    const cause = error ?? new SessionError('adapter', { message: 'adapter: status() still shows the meeting login' });
    return { ...after, ...breakdown({ ...c, ...now }, cause, false), ...kits, ...left };
  }
  if (step === 'loggingOutIm' && strayIm) return { ...after, strayIm: null, im: imFact(strayIm, 'session', 'online') };
  return after;
}

/** The abandoned call never answered. What it asked for is remembered: it may still turn up, and is then undone. */
export function unanswered(c: Context, thrown: unknown): Facts {
  const { error, reading } = rejection(thrown);
  const down = { ...c, ...breakdown(c, error, true) };
  return { ...down, ...believe(down, { ...reading, landed: true }), asked: c.asked, pending: false };
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
  return { strayMeeting: c.meeting, strayRoom: c.room !== null, undoing: null };
}

/** The kit is out already: nothing is left to close. */
export function kitGone(c: Context, im?: ImStatus): Facts {
  if (c.mode !== 'owned') return noMeeting;
  return { ...noMeeting, im: im?.phase === 'loggedIn' ? imFact(im.accid, 'host', im.line) : null };
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
  const seen = im.phase === 'loggedIn' ? imSeen({ ...c, asked: nothingAsked }, im.accid, im.line) : { im: null };
  return { ...answered(reading), ...seen, ...breakdown({ ...c, ...seen }, error, true) };
}

/** Both ports are up, for the first time or again: who is logged in is read afresh. */
function setUp(c: Context, reading: Reading): Facts {
  const up: Facts = { kit: 'ready', failure: null, broken: false };
  return { ...believe({ ...c, ...up }, reading), ...up };
}

/** The IM SDK was closed; a host that is logged in stays so, and is known about unless nothing is set up. */
function sdkClosed(c: Context, im: ImStatus): Facts {
  if (im.phase !== 'loggedIn' || !c.failure) return { sdk: 'none', im: null, strayIm: null };
  return { sdk: 'host', ...imSeen({ ...c, asked: nothingAsked }, im.accid, im.line) };
}

/** For good: nothing is claimed any more, both ports are to be closed. */
export const retired: Facts = {
  ...settled,
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
export function whatIsAsked(c: Context, step: Step): Facts {
  const { goal, asked } = c;
  const out: Facts = { pending: true, goal: goal && { ...goal, asking: true } };
  switch (step) {
    case 'initializingIm':
      return { ...out, sdk: 'spent' };
    case 'initializingMeeting':
      return { ...out, kit: 'spent' };
    case 'loggingInIm':
      return { ...out, asked: { ...asked, im: goal?.im?.accid ?? null } };
    case 'loggingInMeeting':
      return { ...out, asked: { ...asked, meeting: memberOf(goal), owned: modeOf(c) === 'owned' } };
    case 'joiningAnonymously':
      return { ...out, asked: { ...asked, meeting: guestOf(goal), owned: true, room: true } };
    default:
      return { ...out, asked: { ...asked, room: true } };
  }
}

/** What a step that succeeded made true. A meeting login and a join are the last step of whatever wanted them. */
export function whatIsDone(c: Context, step: Step, { reading, accid, meetingNum, adopted }: Answer): Facts {
  switch (step) {
    case 'initializingIm':
      return { ...answered(reading), sdk: adopted ? 'host' : 'ready' };
    case 'initializingMeeting':
      return setUp(c, reading);
    case 'loggingInIm':
      return {
        ...answered(reading),
        ...(reading.im.phase === 'loggedIn' && { im: imFact(reading.im.accid, 'session', reading.im.line) }),
      };
    case 'loggingInMeeting':
      return {
        ...answered(reading),
        goal: null,
        meeting: c.asked.meeting,
        mode: modeOf(c),
        im: modeOf(c) === 'owned' ? kitsIm(accid, reading) : c.im,
      };
    case 'joiningAnonymously':
      return {
        ...answered(reading),
        goal: null,
        meeting: c.asked.meeting,
        mode: 'owned',
        im: kitsIm(accid, reading),
        room: roomOf(meetingNum),
      };
    case 'joining':
      return { ...answered(reading), goal: null, room: roomOf(meetingNum) };
    case 'closingMeeting':
      return { ...settled, ...kitGone(c, reading.im), kit: 'none' };
    case 'closingIm':
      return { ...settled, ...sdkClosed(c, reading.im) };
    default:
      return stepOver(c, step, reading);
  }
}
