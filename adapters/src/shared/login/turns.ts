import { SessionError } from '@partyline/core';
import type { Attempt } from './attempt.ts';

/** Who is served at an IM port: a later login ends the one before, and what comes after a `close()` waits for it. */
export class Turns<A extends Attempt> {
  readonly #name: string;
  #attempt: A | undefined;
  #closes = 0;
  #closing: Promise<void> | undefined;

  /** @param name the adapter's factory, for messages */
  constructor(name: string) {
    this.#name = name;
  }

  /** The last login, over or not. */
  get attempt(): A | undefined {
    return this.#attempt;
  }

  /** Lets a `close()` finish. Throws when the caller doesn't wait any more, or another `close()` came meanwhile. */
  async initialize(signal: AbortSignal): Promise<void> {
    const before = this.#closes;
    await this.#closing;
    if (signal.aborted) throw new SessionError('aborted', { cause: signal.reason });
    if (this.#closes !== before) throw this.#superseded('close()');
  }

  /** Makes the attempt that ends the earlier one. `free` resolves when nothing of what came before is under way. */
  async login(make: (free: () => Promise<void>) => A): Promise<A> {
    const earlier = this.overtake('a later login');
    const asked = make(async () => {
      await earlier;
      await this.#closing;
    });
    this.#attempt = asked;
    await asked.done;
    return asked;
  }

  /** Ends the login that is under way, if any. */
  async overtake(by: string): Promise<void> {
    await this.#attempt?.end(this.#superseded(by));
  }

  /** Ends the login that is under way, then does the work of `close()`, once at a time. */
  close(work: () => Promise<void>): Promise<void> {
    this.#closes += 1;
    const ended = this.overtake('close()');
    this.#closing ??= ended.then(work).finally(() => {
      this.#closing = undefined;
    });
    return this.#closing;
  }

  #superseded(by: string): SessionError {
    return new SessionError('superseded', { message: `${this.#name}: overtaken by ${by}` });
  }
}
