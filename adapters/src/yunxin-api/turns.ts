import { unlessAborted } from './abortable.ts';

/** Lets what concerns one account happen one after the other, so that two creations at once end as one after the other do. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<T>(id: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(id);
    const mine = (async () => {
      await before?.catch(() => {});
      return work();
    })();
    this.#last.set(id, mine);
    const over = () => {
      if (this.#last.get(id) === mine) this.#last.delete(id);
    };
    mine.then(over, over);
    // One that waits for its turn may give up; when its turn comes, the call finds its signal aborted and does nothing.
    return signal && before ? unlessAborted(mine, signal) : mine;
  }
}
