import { type ErrorKind, isSessionError, SessionError, type VendorDetail } from '@partyline/core';
import { codes } from './codes.ts';

/** What codes stand for in one call, where that is not what they stand for elsewhere. */
export type Meanings = { readonly [code: number | string]: readonly [ErrorKind, string] };

/** What the kit says when it threw its IM away (seen on RoomKit 1.31.0). */
const NIM_IS_NULL = 'nim is null';

/** The code of what a kit threw: a bare number, an object, an HTTP error. Other fields hold headers, tokens included. */
export function codeOf(error: unknown): number | string | undefined {
  if (typeof error === 'number') return error;
  if (typeof error !== 'object' || error === null) return error === NIM_IS_NULL ? NIM_IS_NULL : undefined;
  if ('code' in error && (typeof error.code === 'number' || typeof error.code === 'string')) return error.code;
  return error instanceof Error && error.message === NIM_IS_NULL ? NIM_IS_NULL : undefined;
}

/** What one vendor's kit throws, as the session wants it. */
export class KitErrors {
  readonly #name: string;
  readonly #version: () => string | undefined;

  constructor(name: string, version: () => string | undefined) {
    this.#name = name;
    this.#version = version;
  }

  /** Where an error came from, as `SessionError.vendor` tells it. */
  detail(surface: string, code?: number | string): VendorDetail {
    const version = this.#version();
    return {
      name: this.#name,
      surface,
      ...(version !== undefined && { version }),
      ...(code !== undefined && { code }),
    };
  }

  /** The session's error for what a call threw. */
  of(surface: string, error: unknown, meant: Meanings = {}): SessionError {
    if (isSessionError(error)) return error;
    const code = codeOf(error);
    const [kind, meaning] = (code !== undefined && (meant[code] ?? codes[code])) || [
      'vendor',
      'the meeting kit failed',
    ];
    return new SessionError(kind, {
      message: code === undefined ? `${meaning}, without a code` : `${meaning} (${code})`,
      vendor: this.detail(surface, code),
    });
  }
}
