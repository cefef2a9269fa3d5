import { isSessionError, SessionError } from '@partyline/core';
import { codes } from './codes.ts';
import type { Nim } from './sdk.ts';

/** The version of the SDK that made an instance. */
export function versionOf(nim: Nim): string | undefined {
  const { sdkVersionFormat } = nim.constructor as { readonly sdkVersionFormat?: unknown };
  return typeof sdkVersionFormat === 'string' ? sdkVersionFormat : undefined;
}

/** The code of what the SDK threw. Its other fields may hold what the app gave it, tokens included: they stay behind. */
export function codeOf(error: unknown): number | string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'number' || typeof error.code === 'string' ? error.code : undefined;
}

/** The one mistake known to end like this: the SDK trims what isn't there. */
const hint = 'in Node, getSystemInfo() must have at least os and userAgent';

/** What the SDK threw, as the session wants it. */
export function vendorError(error: unknown, version: string | undefined): SessionError {
  if (isSessionError(error)) return error;
  const code = codeOf(error);
  const [kind, meaning] = codes[Number(code)] ?? ['vendor', 'the IM SDK failed'];
  return new SessionError(kind, {
    message: code === undefined ? `${meaning} without a code; ${hint}` : `${meaning} (${code})`,
    vendor: {
      name: 'nim-web-sdk-ng',
      surface: 'V2NIMLoginService',
      ...(version !== undefined && { version }),
      ...(code !== undefined && { code }),
    },
  });
}
