import type { Answer } from './call.ts';
import type { Context } from './context.ts';
import { sameId } from './context.ts';
import { type ErrorKind, SessionError } from './errors.ts';
import { modeOf } from './rules.ts';

/** A login counts only when the port's own `status()` names the account that was asked for. */
export function imUnproved({ goal }: Context, { reading: { im } }: Answer): SessionError | null {
  return im.phase === 'loggedIn' && sameId(im.accid, goal?.im?.accid) ? null : unproved('the IM port', 'loginIm');
}

function unproved(who: string, what: string): SessionError {
  return new SessionError('adapter', { message: `${who} resolved ${what}, but its status() does not show it` });
}

/** Why a meeting login that the kit called successful does not count, or `null`. */
export function meetingUnproved(c: Context, { value, reading }: Answer<{ accid: string }>): SessionError | null {
  const { im, meeting } = reading;
  const { accid } = value;
  const fail = (kind: ErrorKind) => new SessionError(kind);
  const asMember = meeting.phase === 'loggedIn' && !meeting.anonymous;
  if (!asMember || (meeting.userUuid !== undefined && !sameId(meeting.userUuid, c.goal?.meeting?.userUuid))) {
    return unproved('the meeting port', 'login');
  }
  if (accid === '') return unproved('the meeting port', 'login');
  if (modeOf(c) === 'owned') return im.phase === 'loggedIn' && !sameId(im.accid, accid) ? fail('imOccupied') : null;
  if (im.phase !== 'loggedIn') return fail('imNotLoggedIn');
  if (!sameId(im.accid, accid)) return fail('accountMismatch');
  return im.appKey !== undefined && im.appKey !== c.appKey ? fail('appMismatch') : null;
}

/** Why a join that the kit called successful does not count, or `null`. */
export function roomUnproved({ value, reading }: Answer<{ meetingNum: string }>, guest: boolean): SessionError | null {
  const { meeting } = reading;
  const inside = meeting.phase === 'loggedIn' && meeting.anonymous === guest && meeting.meetingNum !== undefined;
  return inside && value.meetingNum !== '' ? null : unproved('the meeting port', guest ? 'joinAnonymously' : 'join');
}
