import type { Answer } from './call.ts';
import { type Context, type Reading, type Step, sameId } from './context.ts';
import { type ErrorKind, SessionError } from './errors.ts';
import { modeOf } from './rules.ts';

/** The kit says that it logged this account in by itself: nobody else may be at the IM then. */
const ownDoubt = (accid: string, { im }: Reading): ErrorKind | null =>
  im.phase === 'loggedIn' && !sameId(im.accid, accid) ? 'imOccupied' : null;

function meetingDoubt(c: Context, { accid, reading }: Answer): ErrorKind | null {
  const { im, meeting } = reading;
  const asMember = meeting.phase === 'loggedIn' && !meeting.anonymous;
  const asked = asMember && (meeting.userUuid === undefined || sameId(meeting.userUuid, c.goal?.meeting?.userUuid));
  if (!asked || accid === '') return 'adapter';
  if (modeOf(c) === 'owned') return ownDoubt(accid, reading);
  if (im.phase !== 'loggedIn') return 'imNotLoggedIn';
  if (!sameId(im.accid, accid)) return 'accountMismatch';
  return im.appKey !== undefined && im.appKey !== c.appKey ? 'appMismatch' : null;
}

function roomDoubt(isGuest: boolean, { accid, meetingNum, reading }: Answer): ErrorKind | null {
  const { meeting } = reading;
  const isIn = meeting.phase === 'loggedIn' && meeting.meetingNum !== undefined && meetingNum !== '';
  if (!isIn || meeting.anonymous !== isGuest || (isGuest && accid === '')) return 'adapter';
  return isGuest ? ownDoubt(accid, reading) : null;
}

function doubtful(c: Context, step: Step, answer: Answer): ErrorKind | null {
  const { im } = answer.reading;
  if (step === 'loggingInIm') return im.phase === 'loggedIn' && sameId(im.accid, c.goal?.im?.accid) ? null : 'adapter';
  return step === 'loggingInMeeting' ? meetingDoubt(c, answer) : roomDoubt(step === 'joiningAnonymously', answer);
}

/**
 * Why a login or join that a port called a success does not count, or `null`: the port's own `status()` must name
 * what was asked for, and under reuse the meeting must ride on the IM account that is logged in.
 */
export function doubt(c: Context, step: Step, answer: Answer): SessionError | null {
  const kind = doubtful(c, step, answer);
  return (
    kind &&
    new SessionError(kind, kind === 'adapter' ? { message: 'adapter: status() does not bear the answer out' } : {})
  );
}
