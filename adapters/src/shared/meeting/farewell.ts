/**
 * Says once why something ended. The vendor's software tells an end first and its reason later, and whoever owns the
 * thing that ended tells its own side in between: so this waits until everything that is under way has been told.
 */
export class Farewell<R> {
  readonly #tell: (reason: R) => void;
  #pending: { reason: R } | undefined;

  constructor(tell: (reason: R) => void) {
    this.#tell = tell;
  }

  /** It ended. Said again in the same go, the later reason is the better one. */
  say(reason: R): void {
    if (this.#pending) {
      this.#pending.reason = reason;
      return;
    }
    const pending = { reason };
    this.#pending = pending;
    // A task of its own comes after every promise that is settled by now, at whatever speed the machine runs.
    setTimeout(() => {
      if (this.#pending !== pending) return;
      this.#pending = undefined;
      this.#tell(pending.reason);
    }, 0);
  }

  get pending(): boolean {
    return this.#pending !== undefined;
  }

  /** Nobody has to be told any more. */
  forget(): void {
    this.#pending = undefined;
  }
}
