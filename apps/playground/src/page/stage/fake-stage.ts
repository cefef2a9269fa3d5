import { type Act, type CommandAct, FakeRun, type Setting } from '@partyline/adapters/trace';
import type { Stage } from './stage.ts';

/** The time of a run on the fakes flows as long as somebody looks: this moves its clock with the real one. */
export class FakeStage implements Stage {
  readonly ranOn = 'fakes';
  readonly wire = null;
  readonly #run: FakeRun;
  /** When the run was at 0. `null` while time stands still. */
  #zero: number | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(run: FakeRun) {
    this.#run = run;
    this.#zero = performance.now() - run.now;
    this.#wake();
  }

  static begin(setting: Setting): FakeStage {
    return new FakeStage(new FakeRun(setting));
  }

  get setting() {
    return this.#run.setting;
  }

  get recorder() {
    return this.#run.recorder;
  }

  get session() {
    return this.#run.session;
  }

  get now(): number {
    return this.#zero === null ? this.#run.now : Math.round(performance.now() - this.#zero);
  }

  perform(act: Act): Promise<void> {
    return this.#next(async () => {
      await this.#run.advanceTo(this.now);
      await this.#run.perform(act);
    });
  }

  can(act: CommandAct) {
    return this.#run.can(act);
  }

  possible() {
    return true;
  }

  async idle(wait: number, signal: AbortSignal): Promise<void> {
    await this.#turn;
    const until = this.#run.now + wait;
    while (!this.#closed && !signal.aborted && (this.#run.pending > 0 || this.#run.now < until)) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  hold(still: boolean): void {
    if (still) {
      void this.#next(async () => {
        await this.#run.advanceTo(this.now);
        this.#zero = null;
      });
    } else if (this.#zero === null) {
      this.#zero = performance.now() - this.#run.now;
      this.#wake();
    }
  }

  skipAhead(): void {
    const { next } = this.#run;
    if (next === undefined || this.#zero === null) return;
    this.#zero -= Math.max(0, next - this.now);
    void this.#next(() => this.#run.advanceTo(this.now));
  }

  trace() {
    return this.#run.trace();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#turn;
    await this.#run.close();
  }

  /** One after the other: what is done to the run never overlaps. */
  #next(task: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      if (this.#closed) return;
      await task();
      this.#wake();
    });
    return this.#turn;
  }

  /** Sleeps until something is due; without anything due, looks up now and then so that the clock does not fall behind. */
  #wake(): void {
    clearTimeout(this.#timer);
    if (this.#zero === null || this.#closed) return;
    const due = (this.#run.next ?? Number.POSITIVE_INFINITY) - this.now;
    this.#timer = setTimeout(
      () => void this.#next(() => this.#run.advanceTo(this.now)),
      Math.max(0, Math.min(due, 200)),
    );
  }
}
