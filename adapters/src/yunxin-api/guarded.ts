/**
 * The tokens that operations under way were given. Every error is kept clean of all of them, also one of a call that did not
 * send them: a server may repeat what it was told a call ago.
 */
export class Guarded {
  readonly #secrets = new Map<object, readonly string[]>();

  /** Guards secrets for as long as the work takes. */
  async during<T>(secrets: readonly (string | undefined)[], work: () => Promise<T>): Promise<T> {
    const key = {};
    this.#secrets.set(
      key,
      secrets.filter((secret) => typeof secret === 'string'),
    );
    try {
      return await work();
    } finally {
      this.#secrets.delete(key);
    }
  }

  all(): readonly string[] {
    return [...this.#secrets.values()].flat();
  }
}
