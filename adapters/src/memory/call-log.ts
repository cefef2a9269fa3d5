import type { Method } from './faults.ts';

/** One call of a port method. */
export interface LoggedCall {
  readonly method: Method;
  /** What was passed; tokens and passwords read `[secret]`, providers `[provider]`. */
  readonly args: Readonly<Record<string, unknown>>;
  /** How the call ended, so far. */
  outcome: 'pending' | 'resolved' | 'rejected' | 'threw';
}

/** What was asked of the ports of one device, in order. `status()` is not logged. */
export class CallLog implements Iterable<LoggedCall> {
  readonly #limit: number;
  #calls: LoggedCall[] = [];
  /** Errors that listeners of port events threw; nobody else was harmed by them. */
  readonly listenerErrors: unknown[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The latest calls, oldest first. */
  get all(): readonly LoggedCall[] {
    return this.#calls.slice(-this.#limit);
  }

  /** The methods called, oldest first. */
  get methods(): readonly Method[] {
    return this.all.map(({ method }) => method);
  }

  /** The calls of one method. */
  of(method: Method): readonly LoggedCall[] {
    return this.all.filter((call) => call.method === method);
  }

  /** Forgets everything. */
  clear(): void {
    this.#calls = [];
    this.listenerErrors.length = 0;
  }

  /** For the fakes: notes a call that begins. */
  note(method: Method, args: LoggedCall['args']): LoggedCall {
    const call: LoggedCall = { method, args, outcome: 'pending' };
    // Trimmed in blocks, so that a long run neither grows nor pays for each call.
    if (this.#calls.length >= 2 * this.#limit) this.#calls = this.#calls.slice(-this.#limit);
    this.#calls.push(call);
    return call;
  }

  [Symbol.iterator](): Iterator<LoggedCall> {
    return this.all[Symbol.iterator]();
  }
}
