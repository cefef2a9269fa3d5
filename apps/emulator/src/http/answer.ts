import { CloudError } from '../cloud/index.ts';
import type { Dialect, Outcome } from './dialect.ts';
import { type Problem, Refusal } from './refusal.ts';

/** An answer before its dialect dresses it. */
export type Answer = Pick<Outcome, 'code' | 'message' | 'data'> & { readonly status: 200 | 404 };

/** What whatever was thrown means to the caller. */
export function refusalOf(error: unknown, dialect: Dialect): Answer {
  if (error instanceof Refusal) return refusal(error.problem, error.message, dialect);
  if (error instanceof CloudError) return refusal(cloudProblems[error.code], error.message, dialect);
  // A mistake of the emulator: the caller gets the vendor's "internal error", the person gets the reason on stderr.
  console.error(error);
  return refusal('internal', 'internal error', dialect);
}

/** The vendor answers 200 and puts its own number in the body; only a path it does not know is a real 404. */
const refusal = (problem: Problem, message: string, dialect: Dialect): Answer => ({
  status: problem === 'pathUnknown' ? 404 : 200,
  code: dialect.codes[problem],
  message,
  data: undefined,
});

const cloudProblems: Readonly<Record<CloudError['code'], Problem>> = {
  APP_UNKNOWN: 'appUnknown',
  ACCOUNT_UNKNOWN: 'accountUnknown',
  ACCOUNT_EXISTS: 'accountExists',
  INVALID: 'bodyInvalid',
};
