import { SessionError, type Unsubscribe } from '@partyline/core';

/** How an adapter differs from another one that is as good. */
export interface Manner {
  /** Milliseconds between what happened and the listeners hearing of it; at once without it. */
  readonly late?: number;
  /** Whether the port gives calls up when their signal says so. */
  readonly heeds?: boolean;
  /** Where its server is slow: on the way there, or on the way back, when it is done already. */
  readonly slow?: 'there' | 'back';
}

/** Calls that are under way, each of which the signal of its caller or a later call can end. */
export class Calls {
  readonly #open = new Set<(error: SessionError) => void>();
  readonly #heeds: boolean;

  constructor({ heeds = true }: Manner) {
    this.#heeds = heeds;
  }

  /** Throws when nobody waits for the answer any more. */
  check(signal: AbortSignal): void {
    if (this.#heeds && signal.aborted) throw new SessionError('aborted', { cause: signal.reason });
  }

  /** Starts something that answers later. */
  run<T>(
    signal: AbortSignal,
    start: (answer: (error: unknown, value?: T) => void) => { cancel(): void },
  ): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const over = (): void => {
        this.#open.delete(end);
        signal.removeEventListener('abort', giveUp);
      };
      const end = (error: SessionError): void => {
        over();
        call.cancel();
        reject(error);
      };
      const giveUp = (): void => end(new SessionError('aborted', { cause: signal.reason }));
      this.#open.add(end);
      if (this.#heeds) signal.addEventListener('abort', giveUp);
      const call = start((error, value) => {
        over();
        if (error === undefined) resolve(value);
        else reject(error);
      });
    });
  }

  /** Ends what is under way. */
  overtake(by: string): void {
    for (const end of [...this.#open]) end(new SessionError('superseded', { message: `overtaken by ${by}` }));
  }
}

/** Tells every listener everything, in order, also when a listener makes the next thing happen. */
export class Told<E> {
  readonly #listeners = new Set<{ readonly hear: (event: E) => void }>();
  readonly #queue: E[] = [];
  readonly #late: number | undefined;
  #telling = false;

  constructor({ late }: Manner) {
    this.#late = late;
  }

  subscribe(hear: (event: E) => void): Unsubscribe {
    const listener = { hear };
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(event: E): void {
    this.#queue.push(event);
    if (this.#late === undefined) this.#all();
    else setTimeout(() => this.#all(), this.#late);
  }

  #all(): void {
    if (this.#telling) return;
    this.#telling = true;
    for (let event = this.#queue.shift(); event; event = this.#queue.shift()) {
      for (const listener of [...this.#listeners]) {
        if (!this.#listeners.has(listener)) continue;
        try {
          listener.hear(event);
        } catch {
          // A listener's own affair.
        }
      }
    }
    this.#telling = false;
  }
}
