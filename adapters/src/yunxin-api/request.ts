import type { Surface } from './codes.ts';

/** One call of the server API. */
export interface ApiRequest {
  readonly surface: Surface;
  /** What it is for, as an error begins: `create the IM account "alice"`. */
  readonly what: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the surface's host; ids in it are encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: Readonly<Record<string, unknown>>;
  /** Tokens that are sent: they are kept out of whatever the server says about them. */
  readonly secrets?: readonly string[];
  /**
   * Whether doing it twice does no harm. `no`: it is repeated only if the server certainly did nothing, e.g. because it
   * could not be reached.
   */
  readonly twice: 'harmless' | 'no';
  /** Told of every attempt. After more than one, an earlier one may have been done although it was not answered. */
  readonly onAttempt?: () => void;
}

/** A path of encoded parts. */
export const path = (...parts: readonly string[]): string => `/${parts.map(encodeURIComponent).join('/')}`;
