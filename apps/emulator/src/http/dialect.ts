import type { Clock, Cloud, Service } from '../cloud/index.ts';
import type { Problem } from './refusal.ts';

/** A request before its body is believed: what authentication and faults look at. */
export interface RawCall {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** The port the request came in on, as the client wrote it: `127.0.0.1:4870`. */
  readonly host: string;
  /** The parsed body; `undefined` when there was none. */
  readonly body: unknown;
}

/** What is said back, before a dialect dresses it. */
export interface Outcome {
  readonly code: number;
  readonly message: string;
  /** `undefined` when the call was refused. */
  readonly data: unknown;
  readonly requestId: string;
  /** When the answer was made, milliseconds since the epoch. */
  readonly at: number;
  /** How long it took, in milliseconds. */
  readonly cost: number;
}

/** A dialect's numbers for the refusals its calls can meet. One it has no number for is a mistake of the emulator. */
export type Codes = Readonly<Partial<Record<Problem, number>> & { internal: number }>;

/** One generation of the vendor's HTTP API: how it lets callers in, its numbers, and the shape of its answers. */
export interface Dialect {
  readonly service: Service;
  /** What a request body may be. */
  readonly media: 'json' | 'form' | 'either';
  readonly ok: number;
  readonly codes: Codes;
  /** Lets the call in and answers whose app it is; throws a `Refusal` otherwise. */
  authenticate(call: RawCall): string;
  render(outcome: Outcome): Record<string, unknown>;
}

/** What every service is given. */
export interface Surroundings {
  readonly cloud: Cloud;
  readonly clock: Clock;
}
