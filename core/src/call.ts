import type { ActorLogic, AnyActorRef, NonReducibleUnknown, Snapshot } from 'xstate';
import type { Reading } from './context.ts';
import { isSessionError, SessionError } from './errors.ts';

/** What a port answered, with what both ports said about themselves at that very moment. */
export interface Answer {
  readonly reading: Reading;
  /** The IM account that the answer names, or ''. */
  readonly accid: string;
  /** The room that the answer names, or ''. */
  readonly meetingNum: string;
  /** Nothing had to be done: the host had done it already. */
  readonly adopted: boolean;
}

/** A call that failed, was refused or was not answered in time. */
export interface Rejection {
  readonly error: SessionError;
  readonly reading: Reading;
}

/** How a call ended, either way. */
export type Ended = Pick<Answer, 'reading'> & Partial<Answer & Rejection>;

/** How a call ends: answered, or rejected. */
export type Ending =
  | { readonly type: 'call.done'; readonly output: Answer }
  | { readonly type: 'call.failed'; readonly error: Rejection };

/** The snapshot keeps the input until the call is over; tokens in it are sealed. */
type CallSnapshot<I> = Snapshot<Answer> & { readonly input: I | undefined };

type System = AnyActorRef['system'];

export type CallLogic<I> = ActorLogic<CallSnapshot<I>, Ending | { readonly type: 'xstate.stop' }, I, System>;

/** What a running call can do: end once, in either way. */
export interface Asking<I> {
  readonly input: I;
  /** Aborts when the machine stops the call. */
  readonly signal: AbortSignal;
  /** Whether anybody still listens. */
  readonly live: () => boolean;
  readonly system: System;
  readonly end: (ending: Ending) => void;
}

const over = <T extends 'done' | 'error' | 'stopped', O, E>(status: T, output: O, error: E) =>
  ({ status, output, error, input: undefined }) as const;

/**
 * An actor that asks a port one thing. Unlike `fromPromise` it delivers in the same turn in which it took the answer,
 * so that no event can slip in between what the ports said and the machine's hearing it.
 */
export function call<I extends NonReducibleUnknown>(ask: (asking: Asking<I>) => void): CallLogic<I> {
  const controllers = new WeakMap<object, AbortController>();
  return {
    getInitialSnapshot: (_scope, input) => ({ status: 'active', output: undefined, error: undefined, input }),
    getPersistedSnapshot: (snapshot) => snapshot,
    start({ input }, { self, system }) {
      const live = () => self.getSnapshot().status === 'active';
      if (!live()) return;
      ask({
        input: input as I,
        system,
        live,
        // Made only for calls that can be aborted, and for watchers.
        get signal() {
          const controller = controllers.get(self) ?? new AbortController();
          controllers.set(self, controller);
          return controller.signal;
        },
        end: (ending) => live() && self.send(ending),
      });
    },
    transition(snapshot, event, { self }) {
      if (event.type === 'call.done') return over('done', event.output, undefined);
      if (event.type === 'call.failed') return over('error', undefined, event.error);
      if (event.type !== 'xstate.stop') return snapshot;
      controllers.get(self)?.abort();
      return over('stopped', undefined, undefined);
    },
  };
}

/** A slot that nobody filled: it never answers. For tools that only read the machine, and for tests that answer themselves. */
export const placeholder = <I extends NonReducibleUnknown>(): CallLogic<I> => call(() => {});

/** What a port says that says nothing of use. */
export const silent = { phase: 'uninitialized' } as const;

/** What went wrong, also where a slot was filled with an actor that rejects with something of its own. */
export function rejection(thrown: unknown): Rejection {
  const { error, reading } = Object(thrown) as Partial<Rejection>;
  const nobody = { im: silent, meeting: silent, open: false, landed: false };
  return isSessionError(error)
    ? { error, reading: reading ?? nobody }
    : { error: new SessionError('adapter', { cause: thrown }), reading: nobody };
}
