import type { Codes } from '../http/dialect.ts';

/**
 * IM server API v1. Source: the vendor's server status codes and its request structure page ("a failed CheckSum is
 * answered with 414"); 431 is its "HTTP request is repeated". An account that is registered already, or not at all,
 * is a parameter error to this API.
 */
export const imV1Codes = {
  headersMalformed: 414,
  appUnknown: 403,
  signatureWrong: 414,
  signatureExpired: 414,
  nonceReplayed: 431,
  rateLimited: 416,
  mediaType: 414,
  bodyInvalid: 414,
  methodUnknown: 404,
  pathUnknown: 404,
  accountUnknown: 414,
  accountExists: 414,
  internal: 500,
} as const satisfies Codes;

/** IM server API v2: the same gateway with a number of its own for an unknown account. Source: its account pages. */
export const imV2Codes = { ...imV1Codes, accountUnknown: 102404 } as const satisfies Codes;

/** The meeting server's error codes, of the current generation and of NERoom. Source: the vendor's error code page. */
export const meetingCodes = {
  headersMalformed: 401,
  appUnknown: 401,
  signatureWrong: 401,
  signatureExpired: 401,
  nonceReplayed: 401,
  rateLimited: 503,
  mediaType: 415,
  bodyInvalid: 400,
  methodUnknown: 405,
  pathUnknown: 404,
  forbidden: 403,
  accountUnknown: 404,
  accountExists: 409,
  imCreateFailed: 700,
  imUnknown: 701,
  imDisabled: 702,
  imExists: 703,
  imTokenWrong: 704,
  imBound: 409,
  internal: 500,
} as const satisfies Codes;

/**
 * The meeting server API of 2020. Its pages name 1013 (IM account offline or deleted), 1014 (does not exist), 1019
 * (already created) and 1021 (IM account not bound); 300, 501, 510 and 2015 stand in its list without a text, and
 * their use here is the emulator's own reading.
 */
export const meeting2020Codes = {
  headersMalformed: 401,
  appUnknown: 401,
  signatureWrong: 401,
  signatureExpired: 401,
  nonceReplayed: 401,
  rateLimited: 510,
  mediaType: 300,
  bodyInvalid: 300,
  methodUnknown: 405,
  pathUnknown: 404,
  accountUnknown: 1014,
  accountExists: 1019,
  shortIdTaken: 2015,
  imCreateFailed: 1013,
  imUnknown: 1014,
  imDisabled: 1013,
  imExists: 1019,
  imTokenWrong: 401,
  imBound: 1019,
  imUnbound: 1021,
  internal: 501,
} as const satisfies Codes;
