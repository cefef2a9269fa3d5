import { ManualClock } from '@partyline/adapters/memory';
import type { Clock } from '@partyline/core';

/** A turn of the event loop: every promise that waits for nothing else has had its say by then. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A manual clock that knows when its next timer is due, so that time can jump from one thing that happens to the next. */
export class StageClock implements Clock {
  readonly #clock = new ManualClock();
  readonly #due = new Map<unknown, number>();

  /** Milliseconds since the beginning. */
  get now(): number {
    return this.#clock.now;
  }

  setTimeout(callback: () => void, ms: number): unknown {
    const timer: unknown = this.#clock.setTimeout(() => {
      this.#due.delete(timer);
      callback();
    }, ms);
    this.#due.set(timer, this.now + Math.max(0, ms));
    return timer;
  }

  clearTimeout(timer: unknown): void {
    this.#due.delete(timer);
    this.#clock.clearTimeout(timer);
  }

  /** Lets everything happen that needs no time. */
  settle(): Promise<void> {
    return turn();
  }

  /** Lets time pass. Milliseconds. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    await this.#jump(() => false, end);
    await this.#clock.advance(end - this.now);
    await turn();
  }

  /** Lets as much time pass as `done` needs; answers whether it came true before nothing was left to wait for. */
  async until(done: () => boolean): Promise<boolean> {
    await this.#jump(done, Number.POSITIVE_INFINITY);
    return done();
  }

  async #jump(done: () => boolean, end: number): Promise<void> {
    await turn();
    while (!done()) {
      const next = Math.min(...this.#due.values());
      if (next > end || next === Number.POSITIVE_INFINITY) return;
      await this.#clock.advance(next - this.now);
      await turn();
    }
  }
}
