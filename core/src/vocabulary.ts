import { assign, emit, setup } from 'xstate';
import { rejection } from './call.ts';
import { depth } from './commands.ts';
import { type Context, home, type MachineInput, type Reading, type StateName, type Step } from './context.ts';
import { ofCommand, SessionError } from './errors.ts';
import type { MachineEmitted, SessionEvent } from './events.ts';
import * as facts from './facts.ts';
import * as goals from './goal.ts';
import { verdict } from './goal.ts';
import type { AbandonMessage, CommandMessage, MachineMessage } from './messages.ts';
import { type Next, next } from './plan.ts';
import { interrupts, isRefused, refusal, sameCommand } from './rules.ts';
import { slots } from './slots.ts';

/** How the calls that wait for the goal end. Without a goal nobody is told. */
function settled({ goal }: Context, error: SessionError | null): MachineEmitted {
  return { type: 'settled', calls: goal?.callers ?? [], error: error && goal ? ofCommand(error, goal.name) : null };
}

/** What an event does to the command in flight: a teardown goes on, anything else fails with `error` if there is one. */
function struck({ goal }: Context, error: SessionError | null): SessionError | null {
  return goal && depth(goal.name) === 0 ? error : null;
}

/** Why the goal is refused now that it is its turn. */
function turnedDown(context: Context): SessionError {
  return (context.goal && refusal(context, context.goal, true)) ?? new SessionError('busy');
}

/** The words that the chart is written in: every guard and every action, each one sentence long. */
export const vocabulary = setup({
  types: {
    context: {} as Context,
    events: {} as MachineMessage,
    emitted: {} as MachineEmitted,
    input: {} as MachineInput,
  },
  actors: slots,
  guards: {
    nextIs: ({ context }, step: Next) => next(context) === step,
    belongsIn: ({ context }, state: StateName) => home(context) === state,
    /** The answer holds: nothing speaks against it. */
    isProved: (_, error: SessionError | null) => error === null,

    isRefused: ({ context }, { command }: CommandMessage) => isRefused(context, command),
    joins: ({ context: { goal } }, { command }: CommandMessage) => goal !== null && sameCommand(goal, command),
    cutsIn: ({ context }, { command }: CommandMessage) =>
      context.goal !== null && interrupts(command.name, context.goal.name) && !isRefused(context, command),
    isNotWaiting: ({ context: { goal } }, { call }: AbandonMessage) => !goal?.callers.includes(call),
    goesOnWithout: ({ context: { goal } }) => goal !== null && (goal.callers.length > 1 || depth(goal.name) > 0),
    isLastCaller: ({ context: { goal } }, { call }: AbandonMessage) =>
      goal?.callers.length === 1 && goal.callers[0] === call && depth(goal.name) === 0,

    /** The IM login is being ended anyway: losing it is no loss, and what `status()` says afterwards decides. */
    isEndingIm: ({ context }) => goals.endingIm(context),
    /** The meeting login is being ended anyway. */
    isEndingMeeting: ({ context }) => goals.endingMeeting(context),
    /** A wanted login that brings the IM up is in flight. */
    isImComing: ({ context }) => goals.imIsComing(context),
    /** A wanted meeting login is in flight. */
    isMeetingComing: ({ context }) => goals.isWanted(context) && context.asked.meeting !== null,
    /** A wanted join is in flight. */
    isRoomComing: ({ context }) => goals.isWanted(context) && context.asked.room,
    /** The port reports a login that a call of ours asked for. */
    isAskedFor: ({ context }, accid: string) => facts.isAskedFor(context, accid),
    isSameIm: ({ context }, accid: string) => facts.isSameIm(context, accid),
    isBoundElsewhere: ({ context }, accid: string | undefined) => facts.isBoundElsewhere(context, accid),
    isOwned: ({ context }) => context.mode === 'owned',
    isGuest: ({ context }) => context.meeting?.kind === 'anonymous',
    isLineUp: ({ context }) => context.im?.line !== 'reconnecting',
    hasIm: ({ context }) => context.im !== null,
    hasRoom: ({ context }) => context.room !== null,
    isDisposed: ({ context }) => context.disposed,
  },
  actions: {
    // what is wanted
    accept: assign(({ context }, { command, call }: CommandMessage) => goals.setGoal(context, command, call)),
    join: assign(({ context }, { call }: CommandMessage) => goals.addCaller(context, call)),
    excuse: assign(({ context }, { call }: AbandonMessage) => goals.removeCaller(context, call)),
    drop: assign(({ context }) => goals.dropGoal(context)),
    dropStruck: assign(({ context }, error: SessionError | null) =>
      struck(context, error) ? goals.dropGoal(context) : {},
    ),
    finish: assign(goals.goalReached),
    markTried: assign(({ context }, step: Step) => goals.tried(context, step, null)),
    markBound: assign(({ context: { goal } }) => ({ goal: goal && { ...goal, bound: true } })),

    // what is true
    ask: assign(({ context }, step: Step) => facts.whatIsAsked(context, step)),
    leaveOpen: assign({ pending: true }),
    learn: assign((_, change: facts.Facts) => change),
    believe: assign(({ context }, reading: Reading) => facts.believe(context, reading)),
    giveUp: assign(({ context }, { step, thrown }: { step: Step; thrown: unknown }) => {
      const failed = rejection(thrown);
      return { ...facts.stepFailed(context, step, failed), ...goals.tried(context, step, failed.error) };
    }),

    retire: assign(facts.retired),

    // who is told
    tell: emit(({ context }, error: SessionError | null) => settled(context, error)),
    tellVerdict: emit(({ context }) => settled(context, verdict(context))),
    tellRefusal: emit(({ context }) => settled(context, turnedDown(context))),
    tellSuperseded: emit(({ context }) => settled(context, new SessionError('superseded'))),
    tellStruck: emit(({ context }, error: SessionError | null): MachineEmitted => {
      const blow = struck(context, error);
      return blow ? settled(context, blow) : { type: 'settled', calls: [], error: null };
    }),
    tellCaller: emit(
      (_, { call, error }: AbandonMessage): MachineEmitted => ({ type: 'settled', calls: [call], error }),
    ),
    tellRefused: emit(({ context }, { command, call }: CommandMessage): MachineEmitted => {
      return { type: 'settled', calls: [call], error: refusal(context, command) ?? null };
    }),
    announceStepFailed: emit((_, { step, thrown }: { step: Step; thrown: unknown }): MachineEmitted => {
      return { type: 'stepFailed', step, error: rejection(thrown).error };
    }),
    announce: emit((_, event: SessionEvent): MachineEmitted => event),
    announceRefused: emit(({ context }, { command }: CommandMessage): MachineEmitted => {
      return { type: 'refused', command: command.name, error: refusal(context, command) ?? new SessionError('busy') };
    }),
    announceRefusal: emit(({ context }): MachineEmitted => {
      const error = turnedDown(context);
      return { type: 'refused', command: error.command ?? 'signIn', error };
    }),
    announceMismatch: emit(({ context: { goal } }): MachineEmitted => {
      const command = goal?.name ?? 'loginMeeting';
      return { type: 'refused', command, error: new SessionError('accountMismatch', { command }) };
    }),
    announceFailure: emit(({ context }): MachineEmitted => {
      return { type: 'failed', error: context.failure ?? new SessionError('adapter') };
    }),
  },
});
