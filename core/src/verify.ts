import type { Ended } from './call.ts';
import { type Context, type Step, sameId } from './context.ts';
import { type ErrorKind, SessionError } from './errors.ts';
import { modeOf } from './rules.ts';

function doubtful(c: Context, step: Step, { accid, meetingNum, reading }: Ended): ErrorKind | null {
  const { im, meeting: kit } = reading;
  const isGuest = step === 'joiningAnonymously';
  const isLogin = step === 'loggingInMeeting';
  if (step === 'loggingInIm') return sameId(im?.accid, c.goal?.im?.accid) ? null : 'adapter';
  if (kit?.anonymous !== isGuest) return 'adapter';
  const isAsked = isLogin
    ? kit.userUuid === undefined || sameId(kit.userUuid, c.goal?.meeting?.userUuid)
    : kit.meetingNum !== undefined && meetingNum;
  if (!isAsked) return 'adapter';
  if (step === 'joining') return null;
  if (!accid) return 'adapter';
  // The kit says that it logged this account in by itself: nobody else may be at the IM then.
  if (isGuest || modeOf(c) === 'owned') return !im || sameId(im.accid, accid) ? null : 'imOccupied';
  if (!im) return 'imNotLoggedIn';
  if (!sameId(im.accid, accid)) return 'accountMismatch';
  return im.appKey !== undefined && im.appKey !== c.appKey ? 'appMismatch' : null;
}

/**
 * Why a login or join that a port called a success does not count, or `null`: the port's own `status()` must name
 * what was asked for, and under reuse the meeting must ride on the IM account that is logged in.
 */
export function doubt(c: Context, step: Step, end: Ended): SessionError | null {
  const kind = doubtful(c, step, end);
  return (
    kind &&
    new SessionError(kind, kind === 'adapter' ? { message: 'adapter: status() does not bear the answer out' } : {})
  );
}
