import { SessionError } from '@partyline/core';
import { codes } from './codes.ts';
import type { NimV9 } from './sdk.ts';

/** A code of the SDK as the session wants it. Whatever else an SDK error holds stays behind: it may hold a token. */
export function vendorError(code: unknown, nim: NimV9 | undefined): SessionError {
  const known = typeof code === 'number' || typeof code === 'string' ? code : undefined;
  const [kind, meaning] = codes[String(known)] ?? ['vendor', 'the IM SDK failed'];
  const version = nim?.info?.sdkHumanVersion;
  return new SessionError(kind, {
    message: known === undefined ? `${meaning}, without a code` : `${meaning} (${known})`,
    vendor: {
      name: '@yxim/nim-web-sdk',
      surface: 'NIM',
      ...(version !== undefined && { version }),
      ...(known !== undefined && { code: known }),
    },
  });
}
