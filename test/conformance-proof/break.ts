import { isSessionError, type SessionError, type Unsubscribe } from '@partyline/core';

/** One way of breaking a sentence, and which other sentences can't hold then either. */
export interface Break<W> {
  readonly world: (world: W) => W;
  readonly also: readonly string[];
}

/** For each sentence the ways of breaking it that the kit must catch. */
export type Breaks<W> = Readonly<Record<string, Break<W> | readonly Break<W>[]>>;

/** Makes breaks of worlds with a port of type `P`: says what the broken port does differently. */
export function breaking<P, W extends { readonly port: P }>() {
  return (change: (real: P, world: W) => Partial<P>, ...also: string[]): Break<W> => ({
    world: (world) => ({ ...world, port: { ...world.port, ...change(world.port, world) } }),
    also,
  });
}

/** A call that fails as it does, but with another error. */
export async function failing<T>(call: Promise<T>, change: (error: SessionError) => unknown): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw isSessionError(error) ? change(error) : error;
  }
}

interface SetUp<R> {
  initialize(request: R, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** A set-up that is slower than the `close()` that came meanwhile. */
export function slowerThanClose<R>(real: SetUp<R>): SetUp<R> {
  let closes = 0;
  return {
    initialize: async (request, signal) => {
      const before = closes;
      await real.initialize(request, signal);
      if (closes !== before) await real.close().then(() => real.initialize(request, signal));
    },
    close: () => {
      closes++;
      return real.close();
    },
  };
}

interface Port<E, St> {
  status(): St;
  subscribe(listener: (event: E) => void): Unsubscribe;
}

/** While listeners hear the events that `when` names, `status()` says something old. */
export function stale<E, St>(real: Port<E, St>, old: St, when: (event: E) => boolean): Port<E, St> {
  let lying = false;
  return {
    status: () => (lying ? old : real.status()),
    subscribe: (listener) =>
      real.subscribe((event) => {
        lying = when(event);
        try {
          listener(event);
        } finally {
          lying = false;
        }
      }),
  };
}

/** Listeners hear what `tell` makes of each event. */
export function hearing<E>(
  real: Pick<Port<E, unknown>, 'subscribe'>,
  tell: (event: E, listener: (event: E) => void) => void,
) {
  return { subscribe: (listener: (event: E) => void) => real.subscribe((event) => tell(event, listener)) };
}

/** A port whose listeners can be told things that did not happen. */
export function liar<E>(real: Pick<Port<E, unknown>, 'subscribe'>) {
  const listeners = new Set<(event: E) => void>();
  return {
    lie: (event: E) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener: (event: E) => void) => {
      listeners.add(listener);
      const stop = real.subscribe(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
  };
}

/** Notes whether calls of one kind are under way. */
export function underWay() {
  let open = 0;
  return {
    get yes() {
      return open > 0;
    },
    async during<T>(call: Promise<T>): Promise<T> {
      open++;
      try {
        return await call;
      } finally {
        open--;
      }
    },
  };
}
