import { type FakeRun, replay, type Trace } from '@partyline/adapters/trace';

/** A moment of a run's past, lived through once more and out of sight: it knows what was permitted then, and can go on from there. */
export class Rehearsal {
  readonly #onReady: () => void;
  #run: FakeRun | null = null;
  #turn = 0;

  constructor(onReady: () => void) {
    this.#onReady = onReady;
  }

  /** The run at that moment; `null` until it has been lived through. */
  get run(): FakeRun | null {
    return this.#run;
  }

  /** Lives a run through up to an entry. A later call takes the place of an earlier one. */
  async go(trace: Trace, upTo: number): Promise<void> {
    this.drop();
    const turn = this.#turn;
    const run = await replay(trace, upTo);
    if (turn !== this.#turn) return void run.close();
    this.#run = run;
    this.#onReady();
  }

  /** Hands the run over to whoever goes on with it. */
  take(): FakeRun | null {
    const run = this.#run;
    this.#run = null;
    return run;
  }

  drop(): void {
    this.#turn += 1;
    void this.take()?.close();
  }
}
