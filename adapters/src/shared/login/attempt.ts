import { SessionError } from '@partyline/core';

/** What an attempt is made with. */
export interface AttemptTerms {
  /** The adapter's factory, for messages. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** Milliseconds for the whole login. Default 60 000, as in the vendor's SDKs. */
  readonly timeout: number | undefined;
}

/**
 * One login through a vendor's SDK, which ends once: by what came of it, or because nobody wants it any more. However it
 * ends, nothing of it stays behind unless it succeeded.
 */
export abstract class Attempt {
  /** Resolves once the account is logged in. */
  readonly done: Promise<void>;
  readonly #onAbort: () => void;
  readonly #signal: AbortSignal;
  #over = false;
  #undone: Promise<void> | undefined;
  #resolve: () => void = () => {};
  #reject: (error: SessionError) => void = () => {};

  constructor({ name, signal, timeout = 60_000 }: AttemptTerms) {
    const onAbort = () => void this.end(new SessionError('aborted', { cause: signal.reason }));
    this.#onAbort = onAbort;
    this.#signal = signal;
    const message = `${name}: no answer to the login within ${timeout} ms`;
    const timer = setTimeout(() => this.end(new SessionError('timeout', { message })), timeout);
    const outcome = new Promise<void>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.done = outcome.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    });
  }

  /** Begins, unless the caller has changed its mind already. */
  protected start(run: () => Promise<void>): void {
    this.#signal.addEventListener('abort', this.#onAbort);
    if (this.#signal.aborted) this.#onAbort();
    else run();
  }

  get over(): boolean {
    return this.#over;
  }

  /** Gives the attempt up: takes back what the SDK did, then rejects with the error. Without effect once it is over. */
  async end(error: SessionError): Promise<void> {
    if (!this.#over) {
      this.#over = true;
      // What the SDK throws meanwhile is no news: whoever waits is told why it was given up.
      const rejected = () => this.#reject(error);
      this.#undone = this.undo().then(rejected, rejected);
    }
    await this.#undone;
  }

  /** The account is logged in. */
  protected succeed(): void {
    if (this.#over) return;
    this.#over = true;
    this.#resolve();
  }

  /** The SDK failed by itself, and left nothing to take back. */
  protected fail(error: SessionError): void {
    if (this.#over) return;
    this.#over = true;
    this.#reject(error);
  }

  /** Takes back what the SDK did, or does, as far as the SDK lets it. */
  protected abstract undo(): Promise<void>;
}
