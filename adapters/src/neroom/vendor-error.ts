import { type ErrorKind, isSessionError, SessionError, type VendorDetail } from '@partyline/core';
import { codes } from './codes.ts';
import type { NeRoomKit } from './sdk.ts';

/** What the kit says when it threw its IM away (seen on RoomKit 1.31.0). */
const NIM_IS_NULL = 'nim is null';

/** Where an error came from, as `SessionError.vendor` tells it. */
export function vendorDetail(kit: NeRoomKit, surface: string, code?: number | string): VendorDetail {
  const version = kit.sdkVersions?.roomKitVersion;
  return {
    name: 'NERoom',
    surface,
    ...(version !== undefined && { version }),
    ...(code !== undefined && { code }),
  };
}

/** The code of what the kit threw: a bare number, an object, an HTTP error. Other fields hold headers, tokens included. */
export function codeOf(error: unknown): number | string | undefined {
  if (typeof error === 'number') return error;
  if (typeof error !== 'object' || error === null) return error === NIM_IS_NULL ? NIM_IS_NULL : undefined;
  if ('code' in error && (typeof error.code === 'number' || typeof error.code === 'string')) return error.code;
  return error instanceof Error && error.message === NIM_IS_NULL ? NIM_IS_NULL : undefined;
}

/** What the kit threw, as the session wants it. `meant` says what a code stands for in this call. */
export function vendorError(
  kit: NeRoomKit,
  surface: string,
  error: unknown,
  meant: { readonly [code: number | string]: readonly [ErrorKind, string] } = {},
): SessionError {
  if (isSessionError(error)) return error;
  const code = codeOf(error);
  const [kind, meaning] = (code !== undefined && (meant[code] ?? codes[code])) || ['vendor', 'the meeting kit failed'];
  return new SessionError(kind, {
    message: code === undefined ? `${meaning}, without a code` : `${meaning} (${code})`,
    vendor: vendorDetail(kit, surface, code),
  });
}
