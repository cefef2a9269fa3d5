import type { Clock } from '@partyline/core';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Rounds of microtasks that `settle()` lets pass: far more than any chain of promises between a port and a caller. */
const rounds = 100;

/** A clock that stands still until a test advances it. Give it to the cloud and to the session. Times are milliseconds. */
export class ManualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now = 0;

  /** Milliseconds since the clock was made. */
  get now(): number {
    return this.#now;
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#timers.size;
  }

  /** When the next timer is due, or `undefined` when none is set. Milliseconds since the clock was made. */
  get next(): number | undefined {
    return this.#due(Number.POSITIVE_INFINITY)?.at;
  }

  setTimeout(callback: () => void, ms: number): unknown {
    const timer = { at: this.#now + Math.max(0, ms), callback };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as Timer);
  }

  /** Lets time pass: runs every timer that comes due, in order, and everything that follows from each. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await this.settle();
    for (let timer = this.#due(end); timer; timer = this.#due(end)) {
      this.#now = timer.at;
      this.#timers.delete(timer);
      timer.callback();
      await this.settle();
    }
    this.#now = end;
  }

  /** Lets no time pass, but everything that waits for nothing else happen. */
  async settle(): Promise<void> {
    for (let round = 0; round < rounds; round++) await undefined;
  }

  /** The earliest timer that is due; the first set of those that are due together. */
  #due(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) if (timer.at <= end && (!first || timer.at < first.at)) first = timer;
    return first;
  }
}
