import { rejection } from '../call.ts';
import type { Context, StateName, Step } from '../context.ts';
import type { SessionError } from '../errors.ts';
import type { Answered, Rejected } from '../messages.ts';
import { vocabulary } from '../vocabulary.ts';

/** An edge out of an idle state, into the step that the plan names. */
export const go = <S extends Step>(target: S) => ({ guard: { type: 'nextIs', params: target }, target }) as const;

/** An edge out of an idle state: the facts amount to another of the five states. */
export const over = <S extends Exclude<StateName, 'failed'>>(state: S) =>
  ({ guard: { type: 'belongsIn', params: state }, target: `#${state}` }) as const;

/** An edge out of an idle state: something that was to be ended could not be. */
export const overToFailed = {
  guard: { type: 'belongsIn', params: 'failed' },
  target: '#failed',
  actions: 'announceFailure',
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

/** What every step that works towards a goal hears: its last caller gives up, or a teardown cuts in. */
export const interruptible = vocabulary.createStateConfig({
  on: {
    command: {
      guard: { type: 'cutsIn', params: ({ event }) => event },
      target: 'idle',
      actions: ['tellSuperseded', { type: 'accept', params: ({ event }) => event }],
      description: 'A teardown cuts in; what was begun is undone.',
    },
    abandon: {
      guard: { type: 'isLastCaller', params: ({ event }) => event },
      target: 'idle',
      actions: [{ type: 'tellCaller', params: ({ event }) => event }, 'drop'],
      description: 'Nobody waits any more; what was begun is undone.',
    },
  },
}).on;

/** The command failed: its callers are told, and what the ports say is believed. */
export const fail = [
  { type: 'tell', params: ({ event }: Rejected) => rejection(event.error).error },
  'drop',
  { type: 'believe', params: ({ event }: Rejected) => rejection(event.error).reading },
] as const;

/** The port called it a success, but its own `status()` does not bear that out. */
export const disbelieve = <V>(why: (seen: Answered<V>) => SessionError | null) =>
  [
    { type: 'tell', params: why },
    'drop',
    { type: 'believe', params: ({ event }: Answered<V>) => event.output.reading },
  ] as const;

/** Something from outside ends the command in flight, unless it is a teardown. */
export const strike = <E>(why: (seen: { readonly context: Context; readonly event: E }) => SessionError | null) =>
  [
    { type: 'tellStruck', params: why },
    { type: 'dropStruck', params: why },
  ] as const;
