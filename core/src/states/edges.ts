import type { StateName, Step } from '../context.ts';
import { say } from '../say.ts';

/** An edge out of an idle state, into the step that the plan names. */
export const go = <S extends Step>(target: S, description: string) =>
  ({ guard: { type: 'nextIs', params: target }, target, description }) as const;

/** An edge out of an idle state: the facts amount to another of the five states. */
export const over = <S extends StateName>(state: S, description: string) =>
  ({ guard: { type: 'belongsIn', params: state }, target: `#${state}`, description }) as const;

/** The command is refused although it was accepted. */
export const turnDown = ['tellTurnedDown', 'tellStruckOut', 'drop'] as const;

/** What every idle state goes on to do when nothing is left to wait for or to undo: how a goal ends. */
export const ends = [
  {
    guard: { type: 'nextIs', params: 'finished' },
    actions: ['tellVerdict', 'finish'],
    description: say`What was wanted is so.`,
  },
  {
    guard: { type: 'nextIs', params: 'refused' },
    actions: turnDown,
    description: say`The command waited for its turn, and now it is refused.`,
  },
  {
    guard: { type: 'nextIs', params: 'retiring' },
    target: '#uninitialized',
    actions: 'retire',
    description: say`Every login is ended; dispose() closes the ports next.`,
  },
] as const;

/** The ways from an idle state to undo what should not be there. */
export const undoings = [
  go('settling', say`A call that was given up is still out.`),
  go('leaving', say`Out of the room first.`),
  go('loggingOutMeeting', say`Then out of the meeting, which is lost, unwanted or to be ended.`),
  go('loggingOutIm', say`Then the IM login, if it is the session’s to end.`),
] as const;

/** What every step that works towards a goal hears. */
export const interruptible = {
  command: {
    guard: 'cutsIn',
    target: 'idle',
    actions: ['tellSuperseded', 'accept'],
    description: say`A teardown cuts in; what was begun is undone.`,
  },
  abandon: {
    guard: 'isLastCaller',
    target: 'idle',
    actions: ['tellCaller', 'leave'],
    description: say`Nobody waits any more; what was begun is undone.`,
  },
} as const;

const told = ['tellNews', 'tellInterruption', 'hear'] as const;

const upset = {
  guard: 'isUpset',
  target: '.idle',
  actions: told,
  description: say`The command in flight cannot go on, or another of the five states is true now.`,
} as const;

const heard = { actions: told, description: say`What is believed is kept true.` } as const;

const moved = [upset, heard] as const;

const taken = [
  {
    guard: 'isLoss',
    target: '#failed',
    actions: told,
    description: say`Taken away: failed at once, whatever is in flight.`,
  },
  ...moved,
] as const;

/** What the ports report, in every state that is set up. Losing what is being torn down is not a failure. */
export const reports = {
  'im.kicked': taken,
  'im.credentialsRefused': taken,
  'im.loggedIn': taken,
  'im.loggedOut': moved,
  'im.lineDown': heard,
  'im.lineUp': heard,
  'meeting.signedOut': taken,
  'meeting.credentialsExpired': taken,
  'meeting.roomLeft': moved,
} as const;

/** The command failed cleanly: nothing changed but what the ports say themselves. */
export const fails = {
  target: 'idle',
  actions: ['tellFailure', 'fail'],
  description: say`The command failed; the state stays as it was.`,
} as const;

/** The answer is learned. */
export const learn = <S extends Step>(params: S) => ({ type: 'learn', params }) as const;

/** How a call that gains something ends: only if the port's own `status()` bears it out. */
const proved = <S extends Step, T extends string, A>(step: S, target: T, actions: A, description: string) =>
  ({
    onDone: [
      { guard: { type: 'isProved', params: step }, target, actions, description },
      {
        target: 'idle',
        actions: [{ type: 'tellFailure', params: step }, 'fail'],
        description: say`The port says so, but its status() does not: undone.`,
      },
    ],
    onError: fails,
  }) as const;

export const gains = <S extends Step, T extends string>(step: S, target: T, description: string) =>
  proved(step, target, learn(step), description);

/** The same for the last step of whatever wanted it. */
export const achieves = <S extends Step, T extends string>(step: S, target: T, description: string) =>
  proved(step, target, ['tellVerdict', learn(step)] as const, description);
