import type { Entry, Happening } from './entry.ts';
import { quiet } from './quiet.ts';

/**
 * Writes down what happens, in order. Readers are told once per change and look at `entries` themselves; what one of them
 * throws disturbs neither the others nor what is written down.
 */
export class Recorder {
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #entries: readonly Entry[] = [];
  #fresh: Entry[] = [];

  /** `now` answers milliseconds since the run began. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Everything so far: the same array until something is added. */
  get entries(): readonly Entry[] {
    if (this.#fresh.length > 0) {
      this.#entries = [...this.#entries, ...this.#fresh];
      this.#fresh = [];
    }
    return this.#entries;
  }

  /** Adds an entry that happens now, and tells the readers. */
  note(happening: Happening): void {
    this.#fresh.push({ at: Math.round(this.#now()), ...happening });
    for (const listener of [...this.#listeners]) quiet(listener)();
  }

  /** Calls `listener` whenever there is more to read. Answers how to stop that. */
  subscribe(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }
}
