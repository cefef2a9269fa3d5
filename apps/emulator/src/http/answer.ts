import { CloudError } from '../cloud/index.ts';
import type { Codes, Outcome } from './dialect.ts';
import { type Problem, Refusal } from './refusal.ts';

/** An answer before its dialect dresses it. */
export type Answer = Pick<Outcome, 'code' | 'message' | 'data'> & { readonly status: 200 | 404 };

/** What whatever was thrown means to the caller. */
export function refusalOf(error: unknown, codes: Codes): Answer {
  const known = asRefusal(error);
  const code = known === undefined ? undefined : codes[known.problem];
  if (known !== undefined && code !== undefined) {
    // The vendor answers 200 and puts its own number in the body; only a path it does not know is a real 404.
    const status = known.problem === 'pathUnknown' ? 404 : 200;
    return { status, code, message: known.message, data: undefined };
  }
  // A mistake of the emulator: the caller gets the vendor's "internal error", the person gets the reason on stderr.
  console.error(error);
  return { status: 200, code: codes.internal, message: 'internal error', data: undefined };
}

function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  return error instanceof CloudError ? new Refusal(cloudProblems[error.code], error.message) : undefined;
}

const cloudProblems: Readonly<Record<CloudError['code'], Problem>> = {
  APP_UNKNOWN: 'appUnknown',
  ACCOUNT_UNKNOWN: 'accountUnknown',
  ACCOUNT_EXISTS: 'accountExists',
  INVALID: 'bodyInvalid',
};
