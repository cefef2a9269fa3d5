/**
 * The nonces seen inside the signature window, so that a captured request cannot be sent twice.
 * Bounded: when an app has filled its share, further requests are refused rather than an old nonce forgotten,
 * because a forgotten nonce is a replay let through. Only verified requests get this far, so nobody without the
 * secret can fill the store.
 */
export class NonceStore {
  readonly #seen = new Map<string, Map<string, number>>();
  readonly #capacity: number;

  /** @param capacity how many live nonces one app may hold (a nonce lives for two windows at the most) */
  constructor(capacity = 100_000) {
    this.#capacity = capacity;
  }

  /** Remembers `nonce` until `expiresAt` (milliseconds); says whether it is new, a repeat, or one too many. */
  claim(appKey: string, nonce: string, now: number, expiresAt: number): 'fresh' | 'replayed' | 'full' {
    const seen = this.#seen.get(appKey) ?? new Map<string, number>();
    this.#seen.set(appKey, seen);
    const until = seen.get(nonce);
    if (until !== undefined && until > now) return 'replayed';
    if (seen.size >= this.#capacity) this.#forgetExpired(seen, now);
    if (seen.size >= this.#capacity) return 'full';
    seen.set(nonce, expiresAt);
    return 'fresh';
  }

  /** How many nonces are held for an app, expired ones included until they are swept. */
  size(appKey: string): number {
    return this.#seen.get(appKey)?.size ?? 0;
  }

  #forgetExpired(seen: Map<string, number>, now: number): void {
    for (const [nonce, until] of seen) if (until <= now) seen.delete(nonce);
  }
}
