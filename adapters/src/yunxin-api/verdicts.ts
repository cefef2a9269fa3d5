import type { Call } from './caller.ts';
import { tokenOf, userUuidOf } from './ids.ts';
import { recordOf } from './meeting-accounts.ts';

/** Whether a token is the one on record; `unknown` if nothing is on record, or none was given. */
export type TokenVerdict = 'same' | 'other' | 'unknown';

/** Whether each of a meeting account’s two tokens is the one on record. */
export interface TokenVerdicts {
  readonly userToken: TokenVerdict;
  readonly imToken: TokenVerdict;
}

export async function checkTokens(
  call: Call,
  given: { readonly userUuid: string; readonly userToken?: string; readonly imToken?: string },
  signal?: AbortSignal,
): Promise<TokenVerdicts> {
  const userUuid = userUuidOf(given.userUuid);
  if (given.userToken !== undefined) tokenOf(given.userToken, 'userToken');
  if (given.imToken !== undefined) tokenOf(given.imToken, 'imToken');
  const record = await recordOf(call, userUuid, signal);
  return {
    userToken: verdict(given.userToken, record?.userToken),
    imToken: verdict(given.imToken, record?.imToken),
  };
}

function verdict(given: string | undefined, recorded: string | undefined): TokenVerdict {
  if (given === undefined || recorded === undefined) return 'unknown';
  return given === recorded ? 'same' : 'other';
}
