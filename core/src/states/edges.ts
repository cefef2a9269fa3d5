import type { StateName, Step } from '../context.ts';

/** An edge out of an idle state, into the step that the plan names. */
export const go = <S extends Step>(target: S, description: string) =>
  ({ guard: { type: 'nextIs', params: target }, target, description }) as const;

/** An edge out of an idle state: the facts amount to another of the five states. */
export const over = <S extends Exclude<StateName, 'failed'>>(state: S, description: string) =>
  ({ guard: { type: 'belongsIn', params: state }, target: `#${state}`, description }) as const;

/** An edge out of an idle state: something that was to be ended could not be. */
export const overToFailed = {
  guard: { type: 'belongsIn', params: 'failed' },
  target: '#failed',
  actions: 'announceFailure',
  description: 'What was to be ended could not be.',
} as const;

/** The edges that every idle state has: how a goal ends. */
export const ends = [
  {
    guard: { type: 'nextIs', params: 'refused' },
    actions: ['announceRefusal', 'tellRefusal', 'drop'],
    description: 'The command waited for its turn, and now it is refused.',
  },
  {
    guard: { type: 'nextIs', params: 'finished' },
    actions: ['tellVerdict', 'finish'],
    description: 'What was wanted is so.',
  },
  {
    guard: { type: 'nextIs', params: 'retiring' },
    target: '#uninitialized',
    actions: 'retire',
    description: 'Every login is ended; dispose() closes the ports next.',
  },
] as const;

/** What every step that works towards a goal hears. */
export const interruptible = {
  command: {
    guard: 'cutsIn',
    target: 'idle',
    actions: ['tellSuperseded', 'accept'],
    description: 'A teardown cuts in; what was begun is undone.',
  },
  abandon: {
    guard: 'isLastCaller',
    target: 'idle',
    actions: ['tellCaller', 'drop'],
    description: 'Nobody waits any more; what was begun is undone.',
  },
} as const;

/** A port's report is announced, ends the command that it makes impossible, and changes what is believed. */
export const heard = ['announce', 'tellStruck', 'hear'] as const;

/** A port's report that takes something away. */
export const toFailed = {
  target: '#failed',
  actions: [...heard, 'announceFailure'],
  description: 'Taken away: failed at once, whatever is in flight.',
} as const;

/** The command failed cleanly: nothing changed but what the ports say themselves. */
export const fails = {
  target: 'idle',
  actions: ['tellFailure', 'fail'],
  description: 'The command failed; the state stays as it was.',
} as const;

/** The port called it a success, but its own `status()` does not bear that out. */
export const isDisproved = <S extends Step>(step: S) =>
  ({
    target: 'idle',
    actions: [{ type: 'tellDoubt', params: step }, 'disbelieve'],
    description: 'The port says so, but its status() does not: undone.',
  }) as const;

/** The server, or a refused token, takes the IM login away. */
export const imTaken = [
  {
    guard: 'isEndingIm',
    target: '#imReady',
    actions: heard,
    description: 'Losing what is being torn down is not a failure.',
  },
  toFailed,
] as const;
