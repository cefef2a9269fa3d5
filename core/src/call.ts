import type { ActorLogic, ActorScope, AnyActorRef, NonReducibleUnknown, Snapshot } from 'xstate';
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

type CallEvent =
  | { readonly type: 'call.done'; readonly output: Answer }
  | { readonly type: 'call.failed'; readonly error: unknown }
  | { readonly type: 'xstate.stop' };

/** The snapshot keeps the input until the call is over; tokens in it are sealed. */
type CallSnapshot<I> = Snapshot<Answer> & { readonly input: I | undefined };

type System = AnyActorRef['system'];

export type CallLogic<I> = ActorLogic<CallSnapshot<I>, CallEvent, I, System>;

/** What a running call can do: answer once, in either way. */
export interface Asking<I> {
  readonly input: I;
  /** Aborts when the machine stops the call. Read it at most once. */
  readonly signal: AbortSignal;
  /** Whether anybody still listens. */
  readonly live: () => boolean;
  readonly system: System;
  readonly done: (output: Answer) => void;
  readonly failed: (rejection: Rejection) => void;
}

/**
 * An actor that asks a port one thing. Unlike `fromPromise` it delivers in the same turn in which it took the answer,
 * so that no event can slip in between what the ports said and the machine's hearing it.
 */
export function call<I extends NonReducibleUnknown>(ask: (asking: Asking<I>) => void): CallLogic<I> {
  const controllers = new WeakMap<object, AbortController>();
  return {
    getInitialSnapshot: (_scope, input) => ({ status: 'active', output: undefined, error: undefined, input }),
    getPersistedSnapshot: (snapshot) => snapshot,
    start(snapshot, { self, system }: ActorScope<CallSnapshot<I>, CallEvent>) {
      if (snapshot.status !== 'active') return;
      const live = () => self.getSnapshot().status === 'active';
      ask({
        input: snapshot.input as I,
        system,
        live,
        // Made only for calls that can be aborted, and for watchers.
        get signal() {
          const controller = new AbortController();
          controllers.set(self, controller);
          return controller.signal;
        },
        done: (output) => live() && self.send({ type: 'call.done', output }),
        failed: (error) => live() && self.send({ type: 'call.failed', error }),
      });
    },
    transition(snapshot, event, { self }) {
      const over = { input: undefined, output: undefined, error: undefined };
      switch (event.type) {
        case 'call.done':
          return { ...over, status: 'done', output: event.output };
        case 'call.failed':
          return { ...over, status: 'error', error: event.error };
        case 'xstate.stop':
          controllers.get(self)?.abort();
          return { ...over, status: 'stopped' };
        default:
          return snapshot;
      }
    },
  };
}

/** A slot that nobody filled: it never answers. For tools that only read the machine, and for tests that answer themselves. */
export function placeholder<I extends NonReducibleUnknown>(): CallLogic<I> {
  return call(() => {});
}

const silent: Reading = {
  im: { phase: 'uninitialized' },
  meeting: { phase: 'uninitialized' },
  open: false,
  landed: false,
};

/** What went wrong, also where a slot was filled with an actor that rejects with something of its own. */
export function rejection(thrown: unknown): Rejection {
  const known = thrown as Partial<Rejection> | null | undefined;
  if (isSessionError(known?.error)) {
    return { error: known.error, reading: known.reading ?? silent };
  }
  return { error: new SessionError('adapter', { cause: thrown }), reading: silent };
}
