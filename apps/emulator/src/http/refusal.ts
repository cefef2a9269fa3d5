/**
 * Why a vendor call was refused, in the emulator's own words. Each generation of the vendor's API has its own number
 * for it: see the dialects.
 */
export type Problem =
  | 'headersMalformed'
  | 'appUnknown'
  | 'signatureWrong'
  | 'signatureExpired'
  | 'nonceReplayed'
  | 'rateLimited'
  | 'mediaType'
  | 'bodyInvalid'
  | 'methodUnknown'
  | 'pathUnknown'
  | 'forbidden'
  | 'accountUnknown'
  | 'accountExists'
  | 'accountDisabled'
  | 'tokenWrong'
  | 'dynamicTokenWrong'
  | 'dynamicTokenExpired'
  | 'imCreateFailed'
  | 'imUnknown'
  | 'imDisabled'
  | 'imExists'
  | 'imTokenWrong'
  | 'imBound'
  | 'imUnbound'
  | 'shortIdTaken'
  | 'roomUnknown'
  | 'roomExists'
  | 'roomEnded'
  | 'roomPasswordWrong'
  | 'notMember'
  | 'mediaUnsupported'
  | 'internal';

/** A vendor call that was refused. Nothing was changed. The message never carries a value the caller sent as a secret. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;

  constructor(problem: Problem, message: string) {
    super(message);
    this.problem = problem;
  }
}
