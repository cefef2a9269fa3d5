import { assign, emit, setup } from 'xstate';
import { type Answer, type Rejection, rejection } from './call.ts';
import { type Command, depth } from './commands.ts';
import { type Context, home, initialContext, type MachineInput, type StateName, type Step, sameId } from './context.ts';
import { type ErrorKind, ofCommand, type SessionError } from './errors.ts';
import type { MachineEmitted } from './events.ts';
import * as facts from './facts.ts';
import * as goals from './goal.ts';
import { type Next, next } from './plan.ts';
import type { ImEvent } from './ports/im.ts';
import type { MeetingEvent } from './ports/meeting.ts';
import { conflict, interrupts, isRefused, modeOf, refusal, sameCommand } from './rules.ts';
import { slots } from './slots.ts';
import { imUnproved, meetingUnproved, roomUnproved } from './verify.ts';

type Prefixed<P extends string, E extends { readonly type: string }> = E extends {
  readonly type: infer T extends string;
}
  ? Omit<E, 'type'> & { readonly type: `${P}.${T}` }
  : never;

/** What a port reports, as the machine hears it: `im.kicked`, `meeting.roomLeft` and so on. */
export type PortEvent = Prefixed<'im', ImEvent> | Prefixed<'meeting', MeetingEvent>;

/** What the machine hears: commands, callers that stop waiting, and the ports' events. */
export type MachineEvent =
  | { readonly type: 'command'; readonly call: number; readonly command: Command }
  | { readonly type: 'abandon'; readonly call: number; readonly error: SessionError }
  | PortEvent;

const noError = null as SessionError | null;

/** How the calls that wait for the goal end. Nobody is told when nobody waits. */
function settled({ goal }: Context, error: SessionError | null): MachineEmitted {
  return { type: 'settled', calls: goal?.callers ?? [], error: error && goal ? ofCommand(error, goal.name) : error };
}

/** The login goal in flight; a teardown is nobody's victim. */
function victim(c: Context): Context {
  return c.goal && depth(c.goal.name) ? { ...c, goal: null } : c;
}

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as MachineEvent,
    emitted: {} as MachineEmitted,
    input: {} as MachineInput,
  },
  actors: slots,
  guards: {
    nextIs: ({ context }, step: Next) => next(context) === step,
    belongsIn: ({ context }, state: StateName) => home(context) === state,
    proved: (_, error: SessionError | null) => error === null,
  },
  actions: {
    /** Tells the callers of the goal how it ended, and drops it. */
    tell: emit(({ context }, error: SessionError | null) => settled(context, error)),
    tellVictims: emit(({ context }, error: SessionError | null) => settled(victim(context), error)),
    believe: assign(({ context }, answer: { reading: Answer['reading'] }) => facts.believe(context, answer.reading)),
    ask: assign(({ context }, step: Step) => facts.whatIsAsked(context, step)),
  },
}).createMachine({
  id: 'session',
  context: ({ input }) => initialContext(input),
  initial: 'uninitialized',
  on: {
    'im.lineDown': { actions: assign(({ context }) => facts.lineIs(context, 'reconnecting')) },
  },
  states: {
    uninitialized: {
      initial: 'idle',
      states: {
        idle: { always: [{ guard: { type: 'nextIs', params: 'initializingIm' }, target: 'initializingIm' }] },
        initializingIm: {
          exit: { type: 'ask', params: 'initializingIm' },
          invoke: {
            src: 'initializeIm',
            input: ({ context }) => ({ appKey: context.appKey }),
            onDone: { target: 'idle', actions: { type: 'believe', params: ({ event }) => event.output } },
            onError: { target: 'idle', actions: { type: 'tell', params: ({ event }) => rejection(event.error).error } },
          },
        },
      },
    },
  },
});
export default machine;
