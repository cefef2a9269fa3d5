import type { Entry, Happening } from './entry.ts';

/** Writes down what happens, in order. Readers are told once per change and look at `entries` themselves. */
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

  note(happening: Happening): void {
    this.#fresh.push({ at: Math.round(this.#now()), ...happening });
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }
}
