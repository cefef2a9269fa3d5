/** The real service's limit per app: calls in one second, and how long it shuts the door when they are exceeded. */
export interface RateLimitOptions {
  /** Calls in one second. The real service's default is 100. */
  readonly perSecond: number;
  /** How long every call is refused after that, in milliseconds. The real service's default is 10 seconds. */
  readonly blockMs: number;
}

/** Source: the vendor's "register an IM account" page: 100 calls a second, then blocked for 10 seconds. */
export const REAL_RATE_LIMIT: RateLimitOptions = { perSecond: 100, blockMs: 10_000 };

interface Window {
  startedAt: number;
  calls: number;
  blockedUntil: number;
}

/** Counts calls per app in one-second windows. */
export class RateLimiter {
  readonly #options: RateLimitOptions;
  readonly #windows = new Map<string, Window>();

  constructor(options: RateLimitOptions) {
    this.#options = options;
  }

  /** Counts a call; `false` when it must be refused. `now` in milliseconds. */
  admit(appKey: string, now: number): boolean {
    const window = this.#windows.get(appKey) ?? { startedAt: now, calls: 0, blockedUntil: 0 };
    this.#windows.set(appKey, window);
    if (now < window.blockedUntil) return false;
    if (now - window.startedAt >= 1000) {
      window.startedAt = now;
      window.calls = 0;
    }
    window.calls += 1;
    if (window.calls <= this.#options.perSecond) return true;
    window.blockedUntil = now + this.#options.blockMs;
    return false;
  }
}
