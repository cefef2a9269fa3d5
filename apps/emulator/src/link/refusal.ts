/** A command's outcome when it is a code other than 200. */
export class Refusal {
  /** The code the vendor documents, not the packed one of the wire. */
  readonly code: number;

  constructor(code: number) {
    this.code = code;
  }
}

/** The vendor's codes the link answers with, by what they mean. Source: the error enum of nim-web-sdk-ng 10.8.1. */
export const codes = {
  forbidden: 403,
  notFound: 404,
  parameter: 414,
  multiLoginForbidden: 417,
  serverError: 500,
  appKeyNotExist: 101303,
  invalidToken: 102302,
  accountNotExist: 102404,
  accountBanned: 102422,
  /** The legacy SDK knows one code for a wrong token and an unknown account. */
  legacyWrongToken: 302,
  legacyAccountBanned: 422,
} as const;
