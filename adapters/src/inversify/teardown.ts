/** Keeps what was built and has to be closed, and closes it: the newest first, each once, whatever fails. */
export class Teardown {
  readonly #owned = new Map<object, () => Promise<void>>();
  #closing: Promise<void> | undefined;

  /** Takes charge of `thing`. What is built too late, after `close()`, is closed at once. */
  own(thing: object, close: () => Promise<void>): void {
    if (this.#closing) void attempt(close);
    else this.#owned.set(thing, close);
  }

  /** Somebody else closes `thing` from now on. */
  release(thing: object): void {
    this.#owned.delete(thing);
  }

  /**
   * Closes everything, the newest first. Calling it again answers the same promise. Rejects with an `AggregateError`
   * when something could not be closed; everything else was closed all the same.
   */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    // So that what is built meanwhile already finds the teardown closing.
    await undefined;
    const errors: unknown[] = [];
    for (const close of [...this.#owned.values()].reverse()) errors.push(...(await attempt(close)));
    this.#owned.clear();
    if (errors.length > 0) throw new AggregateError(errors, 'something could not be closed');
  }
}

/** What went wrong, as a list of at most one. */
async function attempt(close: () => Promise<void>): Promise<unknown[]> {
  try {
    await close();
    return [];
  } catch (error) {
    return [error];
  }
}
