import type { Unsubscribe } from '@partyline/core';

/** Tells every listener everything, in the order in which it happened, also when a listener makes the next thing happen. */
export class Emitter<E> {
  readonly #entries = new Set<{ readonly listener: (event: E) => void }>();
  readonly #queue: E[] = [];
  readonly #onThrow: (error: unknown) => void;
  #busy = false;
  /** Hears each event after everybody else did. */
  last: ((event: E) => void) | undefined;

  constructor(onThrow: (error: unknown) => void) {
    this.#onThrow = onThrow;
  }

  get size(): number {
    return this.#entries.size;
  }

  subscribe(listener: (event: E) => void): Unsubscribe {
    const entry = { listener };
    this.#entries.add(entry);
    return () => {
      this.#entries.delete(entry);
    };
  }

  emit(event: E): void {
    this.#queue.push(event);
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) this.#deliver(next);
    this.#busy = false;
  }

  #deliver(event: E): void {
    for (const entry of [...this.#entries]) {
      if (!this.#entries.has(entry)) continue;
      try {
        entry.listener(event);
      } catch (error) {
        this.#onThrow(error);
      }
    }
    this.last?.(event);
  }
}
