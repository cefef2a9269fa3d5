import { assign, emit, setup } from 'xstate';
import { type Answer, rejection } from './call.ts';
import { depth } from './commands.ts';
import { type Context, home, type MachineInput, type StateName, type Step, sameId } from './context.ts';
import { ofCommand, SessionError } from './errors.ts';
import type { MachineEmitted } from './events.ts';
import * as facts from './facts.ts';
import * as goals from './goal.ts';
import { blow, hear, news } from './hearing.ts';
import type { MachineMessage } from './messages.ts';
import { type Next, next } from './plan.ts';
import { interrupts, isRefused, refusal, sameCommand } from './rules.ts';
import { slots } from './slots.ts';
import { doubt } from './verify.ts';

type Message<T extends MachineMessage['type']> = Extract<MachineMessage, { readonly type: T }>;

interface Seen {
  readonly context: Context;
  readonly event: MachineMessage;
}

/** For guards and actions that the chart uses under one message only. */
const of =
  <T extends MachineMessage['type'], R>(see: (c: Context, message: Message<T>) => R) =>
  ({ context, event }: Seen): R =>
    see(context, event as Message<T>);

/** What a port answered; for `onDone` only. */
const answer = (event: unknown) => (event as { readonly output: Answer }).output;

/** How a port call failed; for `onError` only. */
const thrown = (event: unknown) => (event as { readonly error: unknown }).error;

/** Said to nobody. */
const quiet: MachineEmitted = { type: 'settled', calls: [], error: null };

/** How the calls that wait for the goal end. */
function settled({ goal }: Context, error: SessionError | null): MachineEmitted {
  return goal ? { type: 'settled', calls: goal.callers, error: error && ofCommand(error, goal.name) } : quiet;
}

/** Whether what goes wrong ends the command in flight: a teardown goes on. */
function struck({ goal }: Context): boolean {
  return goal !== null && depth(goal.name) === 0;
}

/** Why the goal is refused now that it is its turn. */
function turnedDown(c: Context): SessionError {
  return (c.goal && refusal(c, c.goal, true)) ?? new SessionError('busy');
}

/** The words that the chart is written in: every guard and every action. */
export const vocabulary = setup({
  types: {
    context: {} as Context,
    events: {} as MachineMessage,
    emitted: {} as MachineEmitted,
    input: {} as MachineInput,
  },
  actors: slots,
  guards: {
    /** The plan names this as the next step. */
    nextIs: ({ context }, step: Next) => next(context) === step,
    /** The facts amount to this one of the five states. */
    belongsIn: ({ context }, state: StateName) => home(context) === state,
    /** The port's own `status()` bears out what it answered. */
    isProved: ({ context, event }, step: Step) => doubt(context, step, answer(event)) === null,
    /** The directory knows the meeting account, as another IM account's. */
    isBoundElsewhere: ({ context: { im }, event }) => {
      const { accid } = answer(event);
      return accid !== '' && !sameId(im?.accid, accid);
    },

    isRefused: of<'command', boolean>((c, { command }) => isRefused(c, command)),
    joins: of<'command', boolean>(({ goal }, { command }) => goal !== null && sameCommand(goal, command)),
    cutsIn: of<'command', boolean>(
      (c, { command }) => c.goal !== null && interrupts(command.name, c.goal.name) && !isRefused(c, command),
    ),
    isNotWaiting: of<'abandon', boolean>(({ goal }, { call }) => !goal?.callers.includes(call)),
    goesOnWithout: ({ context: { goal } }) => goal !== null && (goal.callers.length > 1 || depth(goal.name) > 0),
    isLastCaller: of<'abandon', boolean>(
      ({ goal }, { call }) => goal?.callers.length === 1 && goal.callers[0] === call && !depth(goal.name),
    ),

    isEndingIm: ({ context }) => goals.endingIm(context),
    /** The kit's own IM login is being ended: the kit's affair. */
    isEndingKitsIm: ({ context }) => context.im?.owner === 'kit' && goals.endingIm(context),
    isEndingMeeting: ({ context }) => goals.endingMeeting(context),
    isImComing: ({ context: c }) => goals.isWanted(c) && (c.asked.im !== null || c.asked.owned),
    isMeetingComing: ({ context: c }) => goals.isWanted(c) && c.asked.meeting !== null,
    isRoomComing: ({ context: c }) => goals.isWanted(c) && c.asked.room,
    /** The port reports a login that a call of ours asked for. */
    isAskedFor: of<'im.loggedIn', boolean>(
      ({ asked, strayIm }, { accid }) => asked.owned || sameId(asked.im, accid) || sameId(strayIm, accid),
    ),
    /** The same, after the call was given up: the answer that is still to come decides. */
    isUnsettled: of<'im.loggedIn', boolean>(
      ({ pending, asked }, { accid }) => pending && (asked.owned || sameId(asked.im, accid)),
    ),
    isSameIm: of<'im.loggedIn', boolean>(({ im }, { accid }) => sameId(im?.accid, accid)),
    isOwned: ({ context }) => context.mode === 'owned',
    isGuest: ({ context }) => context.meeting?.kind === 'anonymous',
    isLineUp: ({ context }) => context.im?.line !== 'reconnecting',
    hasIm: ({ context }) => context.im !== null,
    isDisposed: ({ context }) => context.disposed,
  },
  actions: {
    // what is wanted
    accept: assign(of<'command', facts.Facts>((c, { command, call }) => goals.setGoal(c, command, call))),
    join: assign(of<'command', facts.Facts>((c, { call }) => goals.addCaller(c, call))),
    excuse: assign(of<'abandon', facts.Facts>((c, { call }) => goals.removeCaller(c, call))),
    markBound: assign(({ context: { goal } }) => ({ goal: goal && { ...goal, bound: true } })),
    drop: assign(({ context }) => goals.dropGoal(context)),
    finish: assign(goals.goalReached),

    // what is true
    ask: assign(({ context }, step: Step) => facts.whatIsAsked(context, step)),
    open: assign({ pending: true }),
    learn: assign(({ context, event }, step: Step) => ({
      ...facts.whatIsDone(context, step, answer(event)),
      ...goals.tried(context, step, null),
    })),
    disbelieve: assign(({ context, event }) => ({
      ...goals.dropGoal(context),
      ...facts.believe(context, answer(event).reading),
    })),
    fail: assign(({ context, event }) => ({
      ...goals.dropGoal(context),
      ...facts.believe(context, rejection(thrown(event)).reading),
    })),
    giveUp: assign(({ context, event }, step: Step) => {
      const { error, reading } = rejection(thrown(event));
      return { ...facts.stepOver(context, step, reading, error), ...goals.tried(context, step, error) };
    }),
    breakDown: assign(({ context, event }) => ({
      ...(struck(context) && goals.dropGoal(context)),
      ...facts.setUpFailed(context, thrown(event)),
    })),
    despair: assign(({ context, event }) => facts.unanswered(context, thrown(event))),
    hear: assign(({ context, event }) => hear(context, event)),
    retire: assign(facts.retired),

    // who is told
    tellVerdict: emit(({ context }) => settled(context, goals.verdict(context))),
    tellRefusal: emit(({ context }) => settled(context, turnedDown(context))),
    tellSuperseded: emit(({ context }) => settled(context, new SessionError('superseded'))),
    tellDoubt: emit(({ context, event }, step: Step) => settled(context, doubt(context, step, answer(event)))),
    tellFailure: emit(({ context, event }) => settled(context, rejection(thrown(event)).error)),
    tellSetUpFailed: emit(({ context, event }) => {
      return struck(context) ? settled(context, rejection(thrown(event)).error) : quiet;
    }),
    tellMismatch: emit(({ context }) => settled(context, new SessionError('accountMismatch'))),
    tellStruck: emit(({ context, event }) => {
      const error = blow(context, event);
      return error ? settled(context, error) : quiet;
    }),
    tellCaller: emit(
      of<'abandon', MachineEmitted>((_, { call, error }) => ({ type: 'settled', calls: [call], error })),
    ),
    tellRefused: emit(
      of<'command', MachineEmitted>((c, { command, call }) => {
        return { type: 'settled', calls: [call], error: refusal(c, command) ?? null };
      }),
    ),
    announce: emit(({ context, event }) => news(context, event) ?? quiet),
    announceRefused: emit(
      of<'command', MachineEmitted>((c, { command }) => {
        const error = refusal(c, command);
        return error ? { type: 'refused', command: command.name, error } : quiet;
      }),
    ),
    announceRefusal: emit(({ context }): MachineEmitted => {
      const { goal } = context;
      return goal ? { type: 'refused', command: goal.name, error: turnedDown(context) } : quiet;
    }),
    announceMismatch: emit(({ context: { goal } }): MachineEmitted => {
      if (!goal) return quiet;
      return {
        type: 'refused',
        command: goal.name,
        error: new SessionError('accountMismatch', { command: goal.name }),
      };
    }),
    announceStepFailed: emit(({ event }, step: Step): MachineEmitted => {
      return { type: 'stepFailed', step, error: rejection(thrown(event)).error };
    }),
    announceFailure: emit(({ context: { failure } }): MachineEmitted => {
      return failure ? { type: 'failed', error: failure } : quiet;
    }),
  },
});
