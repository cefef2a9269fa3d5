import { assign, emit, setup } from 'xstate';
import { afresh, answered } from './believe.ts';
import { type Ended, rejection } from './call.ts';
import { interrupts } from './commands.ts';
import {
  type Context,
  type Facts,
  home,
  type MachineInput,
  merged,
  type StateName,
  type Step,
  sameId,
} from './context.ts';
import { SessionError } from './errors.ts';
import type { MachineEmitted } from './events.ts';
import * as goals from './goal.ts';
import type { AbandonMessage, CommandMessage, MachineMessage, PortMessage } from './messages.ts';
import * as outcomes from './outcomes.ts';
import { type Next, next } from './plan.ts';
import { hear, isLoss, isUpset } from './reports.ts';
import { refusalOf, sameCommand, turnedDown } from './rules.ts';
import { slots } from './slots.ts';
import { doubt } from './verify.ts';

interface Seen {
  readonly context: Context;
  readonly event: MachineMessage;
}

/** What a guard or an action makes of what is known and what was heard. */
type Thought<M, P, R> = (c: Context, heard: M, params: P) => R;

/** For a guard or an action that the chart uses under one message only. */
const of =
  <R, M extends MachineMessage = MachineMessage, P = undefined>(think: Thought<M, P, R>) =>
  ({ context, event }: Seen, params: P): R =>
    think(context, event as M, params);

/** An action that says something. */
const says = <M extends MachineMessage = MachineMessage, P = undefined>(think: Thought<M, P, MachineEmitted>) =>
  emit<Context, MachineMessage, P, MachineMessage, MachineEmitted>(of(think));

/** An action that changes what is known. */
const knows = <M extends MachineMessage = MachineMessage, P = undefined>(think: Thought<M, P, Facts>) =>
  assign<Context, MachineMessage, P, MachineMessage, never>(of(think));

/** How a call to a port ended; for `onDone` and `onError` only. */
function ended(event: unknown): Ended {
  const { output, error } = event as { readonly output?: Ended; readonly error?: unknown };
  return output ?? rejection(error);
}

/** The words that the chart is written in: every guard and every action. */
export const vocabulary = setup({
  types: {
    context: {} as Context,
    events: {} as MachineMessage,
    emitted: {} as MachineEmitted,
    input: {} as MachineInput | undefined,
  },
  actors: slots,
  guards: {
    /** The plan names this as the next step. */
    nextIs: ({ context }, step: Next) => next(context) === step,
    /** The facts amount to this one of the five states. */
    belongsIn: ({ context }, state: StateName) => home(context) === state,
    /** The port's own `status()` bears out what it answered. */
    isProved: of((c, event, step: Step) => !doubt(c, step, ended(event))),
    /** The directory knows the meeting account, as another IM account's. */
    isBoundElsewhere: of(({ im }, event) => {
      const { accid } = ended(event);
      return Boolean(accid) && !sameId(im?.accid, accid);
    }),
    isRefused: of((c, message: CommandMessage) => refusalOf(c, message) !== null),
    joins: of(({ goal }, { command }: CommandMessage) => goal !== null && sameCommand(goal, command)),
    cutsIn: of(
      (c, message: CommandMessage) =>
        c.goal !== null && interrupts(message.command.name, c.goal.name) && !refusalOf(c, message),
    ),
    isLastCaller: of((c, { call }: AbandonMessage) => goals.isLastCaller(c, call)),
    isLoss: of(isLoss),
    isUpset: of(isUpset),
    isLineUp: ({ context }) => context.im?.line !== 'reconnecting',
    isDisposed: ({ context }) => context.disposed,
  },
  actions: {
    // what is wanted
    tellRefused: says((c, message: CommandMessage) => goals.refused(message.command, refusalOf(c, message))),
    tellCaller: says((c, message: CommandMessage | AbandonMessage) => ({
      type: 'settled',
      calls: [message.call],
      error: 'error' in message ? message.error : refusalOf(c, message),
    })),
    accept: knows((c, { command, call, reading }: CommandMessage) =>
      merged(afresh(c, reading), goals.setGoal(c, command, call)),
    ),
    tellSuperseded: says((c) => goals.settled(c, new SessionError('superseded'))),
    tellVerdict: says((c) => goals.settled(c, goals.verdict(c))),
    finish: knows(({ goal, undoing }) => ({ goal: null, undoing: goal?.name ?? undoing })),
    join: knows((c, { call }: CommandMessage) => goals.about(c, { callers: [...(c.goal?.callers ?? []), call] })),
    leave: knows((c, { call }: AbandonMessage) =>
      goals.isLastCaller(c, call)
        ? goals.dropGoal(c)
        : goals.about(c, { callers: c.goal?.callers.filter((id) => id !== call) ?? [] }),
    ),
    tellTurnedDown: says((c) => goals.refused(c.goal, turnedDown(c))),
    tellStruckOut: says((c) => goals.settled(c, turnedDown(c))),
    drop: knows(goals.dropGoal),
    markBound: knows((c) => goals.about(c, { bound: true })),

    // what is true
    ask: knows((c, _, step: Step) => outcomes.whatIsAsked(c, step)),
    open: assign({ pending: true }),
    /** The login that is being ended went: one that is there when the answer comes is the host's. */
    noteGone: knows((c) => goals.tried(c, 'loggingOutIm')),
    learn: knows((c, event, step: Step) => {
      const end = ended(event);
      return merged(outcomes.whatIsDone(c, step, end), goals.tried(c, step, end.error));
    }),
    /** What is there all the same of a call that its port's `status()` does not bear out is nobody's, and undone. */
    fail: knows((c, event) => {
      const { error, reading } = ended(event);
      return merged(goals.dropGoal(c), answered(c, error ? reading : { ...reading, landed: true }));
    }),
    tellFailure: says((c, event, step: Step | undefined) => {
      const end = ended(event);
      return goals.struck(c, end.error ?? (step && doubt(c, step, end)));
    }),
    tellStepFailed: says((_, event, step: Step) => {
      return { type: 'stepFailed', step, error: ended(event).error ?? goals.stillThere() };
    }),
    breakDown: knows((c, event) => merged(goals.dropGoal(c), outcomes.setUpFailed(c, ended(event)))),
    giveUp: knows((c, event) => outcomes.unanswered(c, ended(event))),
    tellNews: says((c, event: PortMessage) => hear(c, event).news ?? goals.silence),
    tellInterruption: says((c, event: PortMessage) => goals.struck(c, hear(c, event).interruption)),
    hear: knows((c, event: PortMessage) => hear(c, event).facts),
    retire: assign(outcomes.retired),
    announceFailure: says(({ disposed, failure }) =>
      failure && !disposed ? { type: 'failed', error: failure } : goals.silence,
    ),
  },
});
