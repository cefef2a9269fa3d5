import type { NonReducibleUnknown, PromiseActorLogic } from 'xstate';
import { type Bound, bindings, read } from './binding.ts';
import type { Reading } from './context.ts';
import { type ErrorKind, isSessionError, SessionError } from './errors.ts';

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

/** What a call hears: how it ended, which becomes its output or its error, or that the machine stops it. */
type CallEvent =
  | ({ readonly type: 'call.over'; readonly error?: SessionError | undefined } & Answer)
  | { readonly type: 'xstate.stop' };

/**
 * The type of a slot. To the machine it is a promise of an `Answer`, so that `provide({ actors })` takes XState's
 * `fromPromise` too. The snapshot keeps the input until the call is over; tokens in it are sealed.
 */
export type CallLogic<I extends NonReducibleUnknown> = PromiseActorLogic<Answer, I>;

/** Asks a port something. The signal aborts when the machine stops the call. */
type Ask<I> = (bound: Bound, input: I, signal: AbortSignal) => unknown;

/** What a call answers when there was nothing to ask. */
export const adopted = {};

const snapshotOf = <T extends string, O, E, I>(status: T, output: O, error: E, input?: I) =>
  ({ status, output, error, input }) as const;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/**
 * An actor that asks a port one thing; outside a session it never answers. Unlike `fromPromise` it delivers in the same
 * turn in which it took the answer, so that no event can slip in between what the ports said and the machine's hearing it.
 *
 * A call that can be given up has no deadline of its own; any other fails with `overdue` when it takes longer than a step
 * may. One that `counts` is open until its port answers, whoever still listens by then.
 */
export function call<I extends NonReducibleUnknown>(ask: Ask<I>, overdue?: ErrorKind, counts = true): CallLogic<I> {
  return {
    getInitialSnapshot: (_scope, input) => snapshotOf('active', undefined, undefined, input),
    getPersistedSnapshot: (snapshot) => snapshot,
    transition(snapshot, heard) {
      const event = heard as CallEvent;
      if (event.type === 'xstate.stop') return snapshotOf('stopped', undefined, undefined);
      if (event.type !== 'call.over') return snapshot;
      return event.error ? snapshotOf('error', undefined, event) : snapshotOf('done', event, undefined);
    },
    start({ input }, { self, system }) {
      const bound = bindings.get(system);
      if (!bound) return;
      const { clock, vault, open, stepDeadline } = bound;
      const controller = new AbortController();
      const { signal } = controller;

      const end = (answer?: unknown, error?: SessionError) => {
        const { accid, meetingNum } = Object(answer) as { accid?: unknown; meetingNum?: unknown };
        self.send({
          type: 'call.over',
          error,
          reading: read(bound),
          accid: text(accid),
          meetingNum: text(meetingNum),
          adopted: answer === adopted,
        });
      };
      const timer =
        overdue &&
        clock.setTimeout(() => {
          // From now on nobody waits for what is open. recover() closes the ports, which ends it.
          if (overdue === 'adapter') open.clear();
          end(undefined, new SessionError(overdue, { message: `${overdue}: no answer within ${stepDeadline} ms` }));
        }, stepDeadline);
      const stop = () => {
        if (overdue) clock.clearTimeout(timer);
        if (self.getSnapshot().status === 'stopped') controller.abort();
      };
      self.subscribe({ complete: stop, error: stop });

      const asked = (async () => ask(bound, input as I, signal))();
      if (counts) open.add(asked);
      const over = (answer: unknown, error?: SessionError) => {
        const isCounted = open.delete(asked);
        // What it brought about is news to whoever waits for it; when nobody counts on it any more it is the world's doing.
        if (!overdue && isCounted) bound.landed = signal.aborted && !error;
        if (self.getSnapshot().status === 'active') end(answer, error);
      };
      // Last of all, so that an answer which cannot be read is an error too.
      asked.then(over).catch((thrown) => over(undefined, vault.error(thrown)));
    },
  };
}

/** What went wrong, also where a slot was filled with an actor that rejects with something of its own. */
export function rejection(thrown: unknown): Rejection {
  const { error, reading } = Object(thrown) as Partial<Rejection>;
  return {
    error: isSessionError(error) ? error : new SessionError('adapter', { cause: thrown }),
    reading: reading ?? { im: null, meeting: null, open: false, landed: false },
  };
}
