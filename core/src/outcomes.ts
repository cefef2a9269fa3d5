import { answered, believe, imFacts, memberFact } from './believe.ts';
import type { Ended } from './call.ts';
import { type Context, type Facts, merged, noMeeting, nothing, type Step, sameId } from './context.ts';
import type { SessionError } from './errors.ts';
import { stillThere } from './goal.ts';
import { modeOf } from './rules.ts';

// What a step changes: when it is asked for, done, failed or never answered. Pure, as in believe.ts.

const roomOf = (meetingNum: string) => ({ meetingNum });

/** Something the session had was taken away, or never came up. The first cause stays. */
export const failing = (c: Context, error: SessionError) => ({ failure: c.failure ?? error, kit: 'spent' }) as const;

/** Nothing of the set-up can be relied on any more; a host's IM SDK is left alone. */
const breaking = (c: Context, error: SessionError) => ({
  broken: true,
  sdk: c.im?.owner === 'host' ? c.sdk : ('spent' as const),
  ...failing(c, error),
});

/** The set-up failed half-way; a login that the host has all the same is seen. */
export function setUpFailed(c: Context, { reading, error = stillThere() }: Ended): Facts {
  // A port that is still closing may be through with it already: whoever turned up since may be the host.
  const im = sameId(c.im?.accid, c.asked.im) ? null : c.im;
  const known = error.kind === 'timeout' ? { ...c, im, asked: nothing } : c;
  const seen = answered(known, reading, failing(c, error));
  return merged(seen, breaking({ ...c, ...seen }, error));
}

/** The abandoned call never answered. What it asked for is remembered: it may still turn up, and is then undone. */
export function unanswered(c: Context, { reading, error = stillThere() }: Ended): Facts {
  const down = { pending: false, ...breaking(c, error) };
  return merged(down, believe({ ...c, ...down }, reading));
}

/**
 * A step that was to end something is over. What it left standing all the same is believed, and not chased for ever:
 * an IM login is the session's after all, a meeting login makes the kit unfit for use.
 */
function stepOver(c: Context, step: Step, { reading, error }: Ended): Facts {
  const isGone = step === 'loggingOutIm' && c.goal?.tried.includes(step);
  const seen = answered(isGone ? { ...c, im: null } : c, reading);
  const { strayIm, strayMeeting, mode } = { ...c, ...seen };
  const { im, meeting: kit } = reading;
  const num = kit?.meetingNum;
  const left = { room: num === undefined ? null : (c.room ?? roomOf(num)), strayRoom: false };
  if (step === 'leaving') return merged(seen, left);
  if (step === 'loggingOutMeeting' && strayMeeting) {
    const kits = mode === 'owned' && im && imFacts(im, 'kit');
    const kept = { meeting: strayMeeting, strayMeeting: null };
    return merged(seen, failing(c, error ?? stillThere()), left, kept, kits);
  }
  return step === 'loggingOutIm' && strayIm && im ? merged(seen, imFacts(im, 'session')) : seen;
}

/** For good: nothing is claimed any more, both ports are to be closed. */
export const retired: Facts = {
  ...noMeeting,
  kit: 'spent',
  im: null,
  failure: null,
};

/** What a call about to be made may bring about, even if nobody waits for it any more by then. */
export function whatIsAsked(c: Context, step: Step): Facts {
  const { goal } = c;
  const out: Facts = { pending: true, goal: goal && { ...goal, asking: true } };
  switch (step) {
    case 'initializingIm':
      return { sdk: 'spent', ...out };
    case 'initializingMeeting':
      return { kit: 'spent', ...out };
    case 'loggingInIm':
      return { asked: { im: goal?.im?.accid }, ...out };
    case 'loggingInMeeting':
      return { asked: { meeting: goal?.meeting && memberFact(goal.meeting.userUuid), mode: modeOf(c) }, ...out };
    case 'joiningAnonymously': {
      const meeting = goal?.room && { kind: 'anonymous' as const, displayName: goal.room.displayName };
      return { asked: { meeting, mode: 'owned', room: true }, ...out };
    }
    default:
      return { asked: { room: true }, ...out };
  }
}

/** What a step made true that succeeded, or that had its turn. */
export function whatIsDone(c: Context, step: Step, end: Ended): Facts {
  const { reading, accid = '', meetingNum = '', adopted } = end;
  const { meeting, mode, room } = c.asked;
  switch (step) {
    case 'initializingIm':
      return answered(c, reading, { sdk: adopted ? 'host' : 'ready' });
    case 'initializingMeeting':
      // Both ports are up, for the first time or again: who is logged in is read afresh.
      return answered(c, reading, { kit: 'ready', failure: null, broken: false });
    case 'loggingInIm':
      return answered(c, reading, reading.im && imFacts(reading.im, 'session'));
    case 'loggingInMeeting':
    case 'joining':
    case 'joiningAnonymously':
      // The last step of whatever wanted it.
      return answered(c, reading, {
        goal: null,
        ...(meeting && mode && { meeting, mode }),
        ...(mode === 'owned' && imFacts({ accid, line: 'online' }, 'kit')),
        ...(room && { room: roomOf(meetingNum) }),
      });
    case 'closingMeeting':
      return answered(c, reading, { kit: 'none', ...noMeeting });
    case 'closingIm':
      // Nothing of the session's can be there any more, nor turn up.
      return answered(c, reading, { sdk: 'none', asked: nothing, im: null });
    default:
      return stepOver(c, step, end);
  }
}
