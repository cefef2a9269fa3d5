/** How much may pile up on a frozen line, frames of both directions together. */
const MAX_HELD = 10_000;

/** What happens to a frozen line, kept in order until it thaws. */
export class Hold {
  readonly #incoming: (() => void)[] = [];
  readonly #outgoing: (() => void)[] = [];

  /** Keeps something for later; answers whether there was room for it. */
  keep(direction: 'in' | 'out', deed: () => void): boolean {
    (direction === 'in' ? this.#incoming : this.#outgoing).push(deed);
    return this.#incoming.length + this.#outgoing.length <= MAX_HELD;
  }

  /** Does it all: first what the server had said meanwhile, then what the client had asked. */
  release(): void {
    for (const deed of this.#outgoing) deed();
    for (const deed of this.#incoming) deed();
  }
}
