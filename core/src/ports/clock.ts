/** Where the session gets its timers from; a test brings its own. Times are milliseconds. */
export interface Clock {
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}
