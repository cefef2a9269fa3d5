import type { ErrorKind, KickReason } from '@partyline/core';

type Code = readonly [kind: ErrorKind, meaning: string];

/**
 * What the SDK's codes amount to at a login. Numbers and meanings are `V2NIMErrorCode` of 10.8.1; 302, 317 and 422 are
 * the legacy server's, which the SDK still treats as final. A code that is not here is of kind `vendor`.
 */
export const codes: { readonly [code: number]: Code } = {
  // the account, its token, the app
  302: ['badCredentials', 'the account or its token is wrong'],
  317: ['badCredentials', 'the account or its token is wrong'],
  403: ['badCredentials', 'the login is forbidden; check the login policy of the app in the console'],
  404: ['badCredentials', 'there is no such account'],
  422: ['accountDisabled', 'the account is disabled'],
  101301: ['unsupported', 'IM is not enabled for this app; enable it in the console'],
  101302: ['network', 'the service address is invalid'],
  101303: ['badCredentials', 'there is no such app key'],
  101304: ['unsupported', 'the bundle id check failed'],
  101403: ['accountDisabled', 'the app key is blocked'],
  102302: ['badCredentials', 'the token is not valid'],
  102303: ['unsupported', 'a robot account may not log in'],
  102404: ['badCredentials', 'there is no such account'],
  102422: ['accountDisabled', 'the account is banned'],
  103404: ['badCredentials', 'the account has no user profile'],
  417: ['kicked', 'another client holds the login and multiple logins are forbidden'],
  // what was asked, and how
  398: ['rateLimited', 'the request is temporarily forbidden'],
  414: ['invalidInput', 'a parameter is wrong'],
  416: ['rateLimited', 'too many requests'],
  191002: ['superseded', 'cancelled by a later login or logout'],
  191003: ['badCredentials', 'a callback of the app failed, usually the token provider'],
  191004: ['invalidInput', 'a parameter is not valid'],
  191005: ['timeout', 'the login took too long'],
  // the way there
  399: ['network', 'the server unit failed'],
  503: ['network', 'the server is busy'],
  514: ['network', 'the service is not available'],
  192001: ['network', 'connecting failed; check the network, lbsUrls and linkUrl'],
  192002: ['network', 'connecting timed out; check the network, lbsUrls and linkUrl'],
  192003: ['network', 'the connection broke'],
  192004: ['timeout', 'the server did not answer in time'],
  192005: ['network', 'sending failed'],
  192006: ['network', 'the request failed'],
};

/** `V2NIMKickedOfflineReason`: 1, 2, 3, 4. */
export const kickReasons: { readonly [reason: number]: KickReason } = {
  1: 'otherClient',
  2: 'server',
  3: 'kickedByClient',
  4: 'quiet',
};
