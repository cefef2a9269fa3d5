import { Secret } from '@partyline/core';

/** How many tokens are kept; the oldest are forgotten first. */
const CAPACITY = 10_000;

/**
 * The tokens that this adapter has set itself, sealed: what makes a repeated creation answer what the first one did, because
 * the IM server never tells a token again. It lives as long as the adapter, and knows nothing of what others change.
 */
export class Ledger {
  readonly #tokens = new Map<string, Secret>();

  tokenOf(id: string): string | undefined {
    return this.#tokens.get(id)?.open();
  }

  forget(id: string): void {
    this.#tokens.delete(id);
  }

  note(id: string, token: string): void {
    this.#tokens.delete(id);
    this.#tokens.set(id, new Secret(token));
    const [oldest] = this.#tokens.keys();
    if (this.#tokens.size > CAPACITY && oldest !== undefined) this.#tokens.delete(oldest);
  }
}
