import { type Command, depth } from './commands.ts';
import { type Context, type Facts, type Goal, home, type Step } from './context.ts';
import { ofCommand, SessionError } from './errors.ts';
import type { MachineEmitted } from './events.ts';

/** A set-up that is given up half-way is taken down again: what the session brought up is spent, the host's is left. */
function leave(c: Context): Facts {
  const undoing = c.goal?.name ?? c.undoing;
  if (home(c) !== 'uninitialized') return { undoing };
  return { undoing, sdk: c.sdk === 'ready' ? 'spent' : c.sdk === 'host' ? 'none' : c.sdk };
}

/** From now on this is what is wanted. */
export function setGoal(c: Context, command: Command, call: number): Facts {
  const goal: Goal = { callers: [call], bound: false, asking: false, tried: [], error: null, ...command };
  return { goal, disposed: c.disposed || command.name === 'dispose', ...leave(c) };
}

/** Whether what goes wrong ends the command in flight: a teardown goes on. */
const isStruck = ({ goal }: Context) => goal !== null && !depth(goal);

/** Whether nobody waits for the command in flight, and it ends, once this call is abandoned. */
export const isLastCaller = (c: Context, call: number): boolean =>
  isStruck(c) && !c.goal?.callers.some((id) => id !== call);

/** The command that is struck is not wanted any more; what it left behind is still removed under its name. */
export const dropGoal = (c: Context): Facts => (isStruck(c) ? { goal: null, ...leave(c) } : {});

/** Something about the goal is known better. */
export const about = ({ goal }: Context, better: Partial<Goal>): Facts =>
  goal ? { goal: { ...goal, ...better } } : {};

/** A teardown's step had its turn. */
export function tried(c: Context, step: Step, error: SessionError | null = null): Facts {
  const { goal } = c;
  return goal && depth(goal) ? about(c, { tried: [...goal.tried, step], error: goal.error ?? error }) : {};
}

/** What the teardown in flight has to end, in the one order that is allowed: room, meeting, IM. */
export function toEnd({ goal, room, meeting, im }: Context): Step[] {
  const deep = depth(goal);
  const steps: Step[] = [];
  if (deep > 0 && room) steps.push('leaving');
  if (deep > 1 && meeting) steps.push('loggingOutMeeting');
  if (deep > 2 && im?.owner === 'session') steps.push('loggingOutIm');
  return steps;
}

/** A port resolved, but what it was to end is still there. */
export const stillThere = (): SessionError =>
  new SessionError('adapter', { message: 'adapter: status() still shows the login' });

/** How a goal that has no step left ended: a teardown failed only if what it was to end is still there. */
export const verdict = (c: Context): SessionError | null => (toEnd(c).length ? (c.goal?.error ?? stillThere()) : null);

/** How the calls that wait for the goal end. */
export const settled = ({ goal }: Pick<Context, 'goal'>, error: SessionError | null): MachineEmitted => ({
  type: 'settled',
  calls: goal?.callers ?? [],
  error: error && goal && ofCommand(error, goal.name),
});

/** What is said when there is nothing to say: that nobody's call ended. */
export const silence = settled({ goal: null }, null);

/** How they end when the command is struck by an error. */
export const struck = (c: Context, error: SessionError | null | undefined): MachineEmitted =>
  error && isStruck(c) ? settled(c, error) : silence;

/** A command was refused. */
export const refused = (command: Command | null, error: SessionError | null | undefined): MachineEmitted =>
  command && error ? { type: 'refused', command: command.name, error } : silence;
