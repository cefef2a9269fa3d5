import { SessionError } from '@partyline/core';

/** One call of a port that is under way. */
export interface Call {
  /** What `work` answers, or the reason why nobody wants it any more, whichever comes first. */
  until<T>(work: Promise<T>): Promise<T>;
  /** Throws the reason why nobody wants it any more, if there is one. */
  check(): void;
  /** Aborts when the call ends before its time; for what takes a signal itself. */
  readonly signal: AbortSignal;
}

/**
 * The calls of a port, one after the other. Each ends early by its caller's signal, or by a call that overtakes it; the
 * vendor's part of it can't be stopped, so whoever awaits that takes back what it did anyway.
 */
export class Calls {
  readonly #open = new Map<AbortController, string>();
  #last: Promise<unknown> = Promise.resolve();

  async run<T>(name: string, signal: AbortSignal | undefined, work: (call: Call) => Promise<T>): Promise<T> {
    const end = new AbortController();
    const aborted = (): void => end.abort(new SessionError('aborted', { cause: signal?.reason }));
    if (signal?.aborted) aborted();
    signal?.addEventListener('abort', aborted);
    this.#open.set(end, name);
    const earlier = this.#last;
    const turn = async (): Promise<T> => {
      await untilAborted(end.signal, earlier);
      return await work({
        signal: end.signal,
        check: () => end.signal.throwIfAborted(),
        until: (work) => untilAborted(end.signal, work),
      });
    };
    const mine = turn();
    // One that ended while it waited leaves the ones before it in front of the next.
    this.#last = Promise.allSettled([earlier, mine]);
    try {
      return await mine;
    } finally {
      this.#open.delete(end);
      signal?.removeEventListener('abort', aborted);
    }
  }

  /** Ends every call that is under way, or those of these names, because of `by`. Resolves when they are over. */
  async overtake(by: string, names?: readonly string[]): Promise<void> {
    const error = new SessionError('superseded', { message: `overtaken by ${by}` });
    for (const [end, name] of [...this.#open]) if (!names || names.includes(name)) end.abort(error);
    await this.#last;
  }
}

function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const settled = (): void => signal.removeEventListener('abort', stop);
    work.then(resolve, reject).then(settled, settled);
  });
}
