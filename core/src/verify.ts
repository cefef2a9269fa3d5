import type { Answer } from './call.ts';
import { type Context, type Reading, type Step, sameId } from './context.ts';
import { type ErrorKind, SessionError } from './errors.ts';
import { modeOf } from './rules.ts';

function meetingDoubt(c: Context, accid: string, { im, meeting }: Reading): ErrorKind | null {
  const asMember = meeting.phase === 'loggedIn' && !meeting.anonymous;
  const asked = asMember && (meeting.userUuid === undefined || sameId(meeting.userUuid, c.goal?.meeting?.userUuid));
  if (!asked || accid === '') return 'adapter';
  if (modeOf(c) === 'owned') return im.phase === 'loggedIn' && !sameId(im.accid, accid) ? 'imOccupied' : null;
  if (im.phase !== 'loggedIn') return 'imNotLoggedIn';
  if (!sameId(im.accid, accid)) return 'accountMismatch';
  return im.appKey !== undefined && im.appKey !== c.appKey ? 'appMismatch' : null;
}

/**
 * Why a login or join that a port called a success does not count, or `null`: the port's own `status()` must name
 * what was asked for, and under reuse the meeting must ride on the IM account that is logged in.
 */
export function doubt(c: Context, step: Step, { reading, accid, meetingNum }: Answer): SessionError | null {
  const { im, meeting } = reading;
  let kind: ErrorKind | null = 'adapter';
  if (step === 'loggingInIm') {
    if (im.phase === 'loggedIn' && sameId(im.accid, c.goal?.im?.accid)) kind = null;
  } else if (step === 'loggingInMeeting') {
    kind = meetingDoubt(c, accid, reading);
  } else if (meeting.phase === 'loggedIn' && meeting.meetingNum !== undefined && meetingNum !== '') {
    if (meeting.anonymous === (step === 'joiningAnonymously')) kind = null;
  }
  return (
    kind &&
    new SessionError(kind, kind === 'adapter' ? { message: 'adapter: status() does not bear the answer out' } : {})
  );
}
