import { type Command, depth } from './commands.ts';
import { type Context, type Goal, home, type Step } from './context.ts';
import { SessionError } from './errors.ts';

type Facts = Partial<Context>;

/** A set-up that is given up half-way is taken down again: what the session brought up is spent, the host's is left. */
function halfSetUp(c: Context): Facts {
  if (home(c) !== 'uninitialized') return {};
  return { sdk: c.sdk === 'ready' ? 'spent' : c.sdk === 'host' ? 'none' : c.sdk };
}

/** From now on this is what is wanted. */
export function setGoal(c: Context, command: Command, call: number): Facts {
  const goal: Goal = { ...command, callers: [call], bound: false, asking: false, tried: [], error: null };
  return {
    ...halfSetUp(c),
    goal,
    disposed: c.disposed || command.name === 'dispose',
    undoing: c.goal?.name ?? c.undoing,
  };
}

/** What was wanted is so. */
export const goalReached: Facts = { goal: null };

/** It is not wanted any more; what the command left behind is still removed under its name. */
export function dropGoal(c: Context): Facts {
  return { ...halfSetUp(c), goal: null, undoing: c.goal?.name ?? c.undoing };
}

/** A second call for what is already in flight. */
export function addCaller(c: Context, call: number): Facts {
  return { goal: c.goal && { ...c.goal, callers: [...c.goal.callers, call] } };
}

/** One caller stops waiting. */
export function removeCaller(c: Context, call: number): Facts {
  return { goal: c.goal && { ...c.goal, callers: c.goal.callers.filter((id) => id !== call) } };
}

/** A teardown's step had its turn. */
export function tried(c: Context, step: Step, error: SessionError | null): Facts {
  const { goal } = c;
  if (!goal || !depth(goal.name)) return {};
  return { goal: { ...goal, tried: [...goal.tried, step], error: goal.error ?? error } };
}

/** How a goal that has no step left ended: a teardown failed only if what it was to end is still there. */
export function verdict(c: Context): SessionError | null {
  const { goal } = c;
  const deep = goal ? depth(goal.name) : 0;
  if (deep === 5) return null;
  const left = (deep > 0 && c.room) || (deep > 1 && c.meeting) || (deep > 2 && c.im?.owner === 'session');
  return left
    ? (goal?.error ??
        new SessionError('adapter', { message: 'a port resolved, but its status() still shows the login' }))
    : null;
}

/** A call is in flight, and the goal that made it still stands. */
export function isWanted({ goal }: Context): boolean {
  return goal?.asking === true && depth(goal.name) === 0;
}

/** The IM login is being ended: by a teardown that reaches it, or because an abandoned login is undone. */
export function endingIm({ goal, im, strayIm, strayMeeting }: Context): boolean {
  const deep = goal ? depth(goal.name) : 0;
  return strayIm !== null || deep > 2 || (im?.owner === 'kit' && (deep > 0 || strayMeeting !== null));
}

/** The meeting login is being ended: by a teardown that reaches it, or because it is lost already. */
export function endingMeeting({ goal, meeting, strayMeeting }: Context): boolean {
  const deep = goal ? depth(goal.name) : 0;
  return strayMeeting !== null || deep > 1 || (deep === 1 && meeting?.kind === 'anonymous');
}
