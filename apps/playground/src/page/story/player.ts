import type { Stage } from '../stage/stage.ts';
import type { Story } from './story.ts';

/** How far a story is. */
export interface Telling {
  readonly story: Story;
  /** Which step is told, from 0; as many as there are steps when it is over. */
  readonly step: number;
  readonly paused: boolean;
  /** Whether what the step does is still going on. */
  readonly busy: boolean;
}

/** Plays a story on a stage of its own: does what a step says, waits until it is done and until it has been read. */
export class Player {
  readonly #stage: Stage;
  readonly #tell: (telling: Telling) => void;
  readonly #readingTime: (step: number) => number;
  readonly #stopped = new AbortController();
  #telling: Telling;
  #wake = () => {};

  constructor(
    stage: Stage,
    story: Story,
    { tell, readingTime }: { tell: (telling: Telling) => void; readingTime: (step: number) => number },
  ) {
    this.#stage = stage;
    this.#tell = tell;
    this.#readingTime = readingTime;
    this.#telling = { story, step: 0, paused: false, busy: false };
  }

  get telling(): Telling {
    return this.#telling;
  }

  async play(): Promise<void> {
    const { signal } = this.#stopped;
    for (const [step, { acts = [], wait = 0 }] of this.#telling.story.steps.entries()) {
      this.#set({ step, busy: true });
      for (const act of acts) {
        if (signal.aborted) return;
        await this.#stage.perform(act);
        await this.#stage.idle(0, signal);
      }
      await this.#stage.idle(wait, signal);
      if (signal.aborted) return;
      this.#set({ busy: false });
      await this.#read(step);
      if (signal.aborted) return;
    }
    this.#set({ step: this.#telling.story.steps.length, busy: false, paused: false });
  }

  pause(paused: boolean): void {
    this.#set({ paused });
    this.#wake();
  }

  /** Does not wait for the reader any longer. */
  next(): void {
    if (this.#telling.paused) this.#set({ paused: false });
    this.#skip = !this.#telling.busy;
    this.#wake();
  }

  stop(): void {
    this.#stopped.abort();
    this.#wake();
  }

  #skip = false;

  async #read(step: number): Promise<void> {
    let left = this.#readingTime(step);
    this.#skip = false;
    while (!this.#stopped.signal.aborted && !this.#skip && (left > 0 || this.#telling.paused)) {
      const began = performance.now();
      await new Promise<void>((resolve) => {
        const timer = this.#telling.paused ? undefined : setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      left -= performance.now() - began;
      if (this.#telling.paused) left = Math.max(left, 1);
    }
  }

  #set(change: Partial<Telling>): void {
    this.#telling = { ...this.#telling, ...change };
    if (!this.#stopped.signal.aborted) this.#tell(this.#telling);
  }
}
