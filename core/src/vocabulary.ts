import { assign, emit, enqueueActions, setup } from 'xstate';
import { type Answer, rejection } from './call.ts';
import { type CommandName, depth, interrupts } from './commands.ts';
import { type Context, type Facts, home, type MachineInput, type StateName, type Step, sameId } from './context.ts';
import { SessionError } from './errors.ts';
import type { MachineEmitted } from './events.ts';
import * as facts from './facts.ts';
import * as goals from './goal.ts';
import type { AbandonMessage, CommandMessage, MachineMessage, PortMessage } from './messages.ts';
import { type Next, next } from './plan.ts';
import { hear, isLoss, isUpset } from './reports.ts';
import { isRefused, refusal, sameCommand } from './rules.ts';
import { slots } from './slots.ts';
import { doubt } from './verify.ts';

interface Seen {
  readonly context: Context;
  readonly event: MachineMessage;
}

/** For guards and actions that the chart uses under one message only. */
const of =
  <M extends MachineMessage, R>(see: (c: Context, message: M) => R) =>
  ({ context, event }: Seen): R =>
    see(context, event as M);

/** What a port answered; for `onDone` only. */
const answer = (event: unknown) => (event as { readonly output: Answer }).output;

/** How a port call failed; for `onError` only. */
const failure = (event: unknown) => rejection((event as { readonly error: unknown }).error);

/** What an action comes to: what is known from now on, and what is said. */
interface Change {
  readonly facts?: Facts;
  readonly says?: readonly MachineEmitted[];
}

type Thought<P> = (context: Context, event: MachineMessage, params: P) => Change;

/** An action that changes what is known and says so. */
const does = <P = undefined>(think: Thought<P>) =>
  enqueueActions<Context, MachineMessage, P, MachineMessage, never, never, never, never, MachineEmitted>(
    ({ context, event, enqueue }, params) => {
      const { facts, says = [] } = think(context, event, params);
      for (const said of says) enqueue.emit(said);
      if (facts) enqueue.assign(facts);
    },
  );

const refused = (command: CommandName, error: SessionError): MachineEmitted => ({ type: 'refused', command, error });

/** Whether what goes wrong ends the command in flight: a teardown goes on. */
const isStruck = ({ goal }: Context) => goal !== null && !depth(goal);

/** The command is refused although it was accepted: it waited for its turn, or the directory objects. */
function turnDown(c: Context, error: SessionError): Change {
  const { goal } = c;
  return goal ? { says: [refused(goal.name, error), goals.settled(c, error)], facts: goals.dropGoal(c) } : {};
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
    isProved: ({ context, event }, step: Step) => !doubt(context, step, answer(event)),
    /** The directory knows the meeting account, as another IM account's. */
    isBoundElsewhere: ({ context: { im }, event }) => {
      const { accid } = answer(event);
      return accid !== '' && !sameId(im?.accid, accid);
    },
    isRefused: of((c, { command }: CommandMessage) => isRefused(c, command)),
    joins: of(({ goal }, { command }: CommandMessage) => goal !== null && sameCommand(goal, command)),
    cutsIn: of(
      (c, { command }: CommandMessage) =>
        c.goal !== null && interrupts(command.name, c.goal.name) && !isRefused(c, command),
    ),
    isLastCaller: of(
      (c, { call }: AbandonMessage) => isStruck(c) && c.goal?.callers.length === 1 && c.goal.callers[0] === call,
    ),
    isLoss: of(isLoss),
    isUpset: of(isUpset),
    isLineUp: ({ context }) => context.im?.line !== 'reconnecting',
    isDisposed: ({ context }) => context.disposed,
  },
  actions: {
    // what is wanted
    refuse: does((c, event) => {
      const { command, call } = event as CommandMessage;
      const error = refusal(c, command);
      return error ? { says: [refused(command.name, error), { type: 'settled', calls: [call], error }] } : {};
    }),
    accept: assign(of((c, { command, call }: CommandMessage) => goals.setGoal(c, command, call))),
    tellSuperseded: emit(({ context }) => goals.settled(context, new SessionError('superseded'))),
    tellVerdict: emit(({ context }) => goals.settled(context, goals.verdict(context))),
    finish: assign({ goal: null }),
    join: assign(of((c, { call }: CommandMessage) => goals.about(c, { callers: [...(c.goal?.callers ?? []), call] }))),
    leave: does((c, event) => {
      const { call, error } = event as AbandonMessage;
      const callers = c.goal?.callers ?? [];
      if (!callers.includes(call)) return {};
      const isLast = callers.length === 1 && isStruck(c);
      return {
        says: [{ type: 'settled', calls: [call], error }],
        facts: isLast ? goals.dropGoal(c) : goals.about(c, { callers: callers.filter((id) => id !== call) }),
      };
    }),
    turnDown: does((c) => turnDown(c, (c.goal && refusal(c, c.goal, true)) ?? new SessionError('busy'))),
    mismatch: does((c) => turnDown(c, new SessionError('accountMismatch', { command: c.goal?.name }))),
    markBound: assign(({ context }) => goals.about(context, { bound: true })),

    // what is true
    ask: assign(({ context }, step: Step) => facts.whatIsAsked(context, step)),
    open: assign({ pending: true }),
    learn: assign(({ context, event }, step: Step) => ({
      ...facts.whatIsDone(context, step, answer(event)),
      ...goals.tried(context, step, null),
    })),
    disprove: does<Step>((c, event, step) => ({
      says: [goals.settled(c, doubt(c, step, answer(event)))],
      // Whatever is there of it all the same is nobody's, and undone.
      facts: { ...goals.dropGoal(c), ...facts.answered(c, { ...answer(event).reading, landed: true }) },
    })),
    fail: does((c, event) => {
      const { error, reading } = failure(event);
      return { says: [goals.settled(c, error)], facts: { ...goals.dropGoal(c), ...facts.answered(c, reading) } };
    }),
    giveUp: does<Step>((c, event, step) => {
      const { error, reading } = failure(event);
      return {
        says: [{ type: 'stepFailed', step, error }],
        facts: { ...facts.stepOver(c, step, reading, error), ...goals.tried(c, step, error) },
      };
    }),
    breakDown: does((c, event) => {
      const { error, reading } = failure(event);
      const down = facts.setUpFailed(c, error, reading);
      return isStruck(c)
        ? { says: [goals.settled(c, error)], facts: { ...goals.dropGoal(c), ...down } }
        : { facts: down };
    }),
    despair: assign(({ context, event }) => {
      const { error, reading } = failure(event);
      return facts.unanswered(context, error, reading);
    }),
    hear: does((c, event) => {
      const { facts, news, blow } = hear(c, event as PortMessage);
      return { facts, says: [...(news ? [news] : []), ...(blow ? [goals.settled(c, blow)] : [])] };
    }),
    retire: assign(facts.retired),
    announceFailure: emit(({ context }): MachineEmitted => {
      return { type: 'failed', error: context.failure ?? new SessionError('adapter') };
    }),
  },
});
