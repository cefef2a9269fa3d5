import { depth } from './commands.ts';
import { type Context, type Goal, home, type Step } from './context.ts';
import { isRefused, modeOf } from './rules.ts';

/** What an idle machine does next: a step, an end of the goal, taking the set-up down for good, or nothing. */
export type Next = Step | 'refused' | 'finished' | 'retiring' | 'resting';

/** The steps that end things, in the one order that is allowed: room, meeting, IM, then the ports themselves. */
function teardown(c: Context, goal: Goal, deep: number): Next {
  const due = (step: Step, needed: unknown) => Boolean(needed) && !goal.tried.includes(step);
  if (due('leaving', c.room)) return 'leaving';
  if (due('loggingOutMeeting', deep > 1 && c.meeting)) return 'loggingOutMeeting';
  if (due('loggingOutIm', deep > 2 && c.im?.owner === 'session')) return 'loggingOutIm';
  if (deep < 5) return 'finished';
  if (home(c) !== 'uninitialized') return 'retiring';
  if (due('closingMeeting', true)) return 'closingMeeting';
  return due('closingIm', true) ? 'closingIm' : 'finished';
}

/** The steps that bring both ports up, from nothing or from a failure. */
function setUp(c: Context): Next {
  if (c.kit === 'spent') return 'closingMeeting';
  if (c.sdk === 'spent' && c.im?.owner !== 'host') return 'closingIm';
  if (c.reuse !== 'off' && c.sdk === 'none') return 'initializingIm';
  return 'initializingMeeting';
}

/** The steps of a meeting login. */
function meeting(c: Context, goal: Goal): Next {
  if (c.meeting) return 'finished';
  if (modeOf(c) === 'owned') return 'loggingInMeeting';
  if (c.im?.line === 'reconnecting') return 'waitingForLine';
  return c.hasDirectory && !goal.bound ? 'checkingBinding' : 'loggingInMeeting';
}

function plan(c: Context): Next {
  const { goal } = c;
  const deep = goal ? depth(goal.name) : 0;
  if (!goal && c.disposed) return 'resting';
  // A teardown has waited its share once one of its own steps had its turn; everything else waits for the port first.
  if (c.pending && !(deep && goal?.tried.length)) return 'settling';
  if (c.strayRoom) return 'leaving';
  if (c.strayMeeting) return 'loggingOutMeeting';
  if (c.strayIm) return 'loggingOutIm';
  if ((!goal || deep) && deep < 5 && home(c) === 'uninitialized') {
    if (c.kit === 'spent') return 'closingMeeting';
    if (c.sdk === 'ready' || c.sdk === 'spent') return 'closingIm';
  }
  if (!goal) return 'resting';
  if (deep) return teardown(c, goal, deep);
  if (isRefused(c, goal, true)) return 'refused';
  if (c.kit !== 'ready') return setUp(c);
  switch (goal.name) {
    case 'loginIm':
      return c.im ? 'finished' : 'loggingInIm';
    case 'signIn':
      return goal.im && !c.im ? 'loggingInIm' : meeting(c, goal);
    case 'loginMeeting':
      return meeting(c, goal);
    case 'joinMeeting':
      return c.im?.line === 'reconnecting' ? 'waitingForLine' : 'joining';
    case 'joinAnonymously':
      return 'joiningAnonymously';
    default:
      return 'finished';
  }
}

let asked: Context | undefined;
let answer: Next = 'resting';

/** What is next. Pure; the last answer is kept because every edge of an idle state asks the same question. */
export function next(c: Context): Next {
  if (c !== asked) {
    answer = plan(c);
    asked = c;
  }
  return answer;
}
