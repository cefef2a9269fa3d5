import type { FaultEffect, Service } from './faults.ts';

/** One thing that happened in the emulator. Tokens are redacted before anyone sees them. */
export type EmulatorEvent = { /** Milliseconds since the epoch. */ readonly at: number } & (
  | {
      readonly type: 'frame';
      readonly direction: 'in' | 'out';
      readonly line: number;
      readonly mode: 'binary' | 'json';
      readonly accid?: string;
      /** `sid_cid`. */
      readonly command: string;
      readonly name: string;
      readonly ser: number;
      /** Of what the emulator says: the vendor's documented code. */
      readonly code?: number;
      readonly body: readonly unknown[];
    }
  | {
      readonly type: 'line';
      readonly line: number;
      readonly change: 'open' | 'login' | 'freeze' | 'thaw' | 'close';
      readonly accid?: string;
      readonly reason?: string;
    }
  | {
      readonly type: 'http';
      readonly service: Service;
      readonly method: string;
      readonly path: string;
      readonly status: number;
      readonly code?: number;
      readonly account?: string;
      readonly request?: unknown;
      readonly response?: unknown;
    }
  | { readonly type: 'fault'; readonly service: Service; readonly command: string; readonly effect: FaultEffect }
  | { readonly type: 'control'; readonly control: string; readonly detail?: unknown }
);

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;

/** The emulator's event stream. Whoever emits asks `listening` first, so that nobody pays for a stream nobody reads. */
export class Events {
  readonly #listeners = new Set<(event: EmulatorEvent) => void>();
  readonly #now: () => number;
  listening = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Hears every event from now on. Answers the function that stops it. */
  on(listener: (event: EmulatorEvent) => void): () => void {
    // A wrapper per subscription: the same function may listen twice.
    const own = (event: EmulatorEvent): void => listener(event);
    this.#listeners.add(own);
    this.listening = true;
    return () => {
      this.#listeners.delete(own);
      this.listening = this.#listeners.size > 0;
    };
  }

  emit(event: WithoutTime<EmulatorEvent>): void {
    if (!this.listening) return;
    const complete: EmulatorEvent = { at: this.#now(), ...event };
    for (const listener of this.#listeners) {
      try {
        listener(complete);
      } catch {
        // A listener's mistake is its own: it must not reach the client whose frame is being handled.
      }
    }
  }
}
