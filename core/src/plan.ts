import { depth } from './commands.ts';
import { type Context, home, type Step } from './context.ts';
import { toEnd } from './goal.ts';
import { memoizeLast } from './memoize-last.ts';
import { modeOf, refusal } from './rules.ts';

/** What an idle machine does next: a step, an end of the goal, taking the set-up down for good, or nothing. */
export type Next = Step | 'refused' | 'finished' | 'retiring' | 'resting';

/** What has to be closed before it is used again; a login of the host's keeps the IM SDK open. */
function spent({ kit, sdk, im }: Context): Step | undefined {
  if (kit === 'spent') return 'closingMeeting';
  return sdk === 'spent' && im?.owner !== 'host' ? 'closingIm' : undefined;
}

const closings: readonly Step[] = ['closingMeeting', 'closingIm'];

/** What is next. Pure. */
export const next = memoizeLast<void, Next>((c) => {
  const { goal } = c;
  const deep = depth(goal);
  const isDown = home(c) === 'uninitialized';
  const unfit = spent(c);
  if (!goal && c.disposed) return 'resting';
  // A teardown has waited its share once one of its own steps had its turn; everything else waits for the port first.
  if (c.pending && !(deep && goal?.tried.length)) return 'settling';
  if (c.strayRoom) return 'leaving';
  if (c.strayMeeting) return 'loggingOutMeeting';
  if (c.strayIm) return 'loggingOutIm';
  if (unfit && isDown) return unfit;
  if (!goal) return 'resting';
  if (deep) {
    const due = (step: Step) => !goal.tried.includes(step);
    const left = toEnd(c).find(due);
    if (left || deep < 5) return left ?? 'finished';
    return isDown ? (closings.find(due) ?? 'finished') : 'retiring';
  }
  if (refusal(c, goal)) return 'refused';
  if (c.kit !== 'ready') {
    return unfit ?? (c.reuse !== 'off' && c.sdk === 'none' ? 'initializingIm' : 'initializingMeeting');
  }
  if (goal.im && !c.im) return 'loggingInIm';
  if (goal.name === 'joinAnonymously') return 'joiningAnonymously';
  const isLogin = goal.meeting && !c.meeting;
  if (!isLogin && goal.name !== 'joinMeeting') return 'finished';
  if (isLogin && modeOf(c) === 'owned') return 'loggingInMeeting';
  if (c.im?.line === 'reconnecting') return 'waitingForLine';
  if (!isLogin) return 'joining';
  return c.hasDirectory && !goal.bound ? 'checkingBinding' : 'loggingInMeeting';
});
