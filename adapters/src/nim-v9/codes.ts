import type { ErrorKind, KickReason } from '@partyline/core';

type Code = readonly [kind: ErrorKind, meaning: string];

/** What the codes of `ondisconnect` amount to: numbers are the server's, words the SDK's own. Others are of kind `vendor`. */
export const codes: { readonly [code: string]: Code } = {
  302: ['badCredentials', 'the account or its token is wrong'],
  317: ['badCredentials', 'the account or its token is wrong'],
  403: ['badCredentials', 'the login is forbidden: check the app key, and the login policy of the app in the console'],
  404: ['badCredentials', 'there is no such account'],
  408: ['timeout', 'the server did not answer in time'],
  414: ['invalidInput', 'a parameter is wrong'],
  415: ['network', 'the network failed'],
  416: ['rateLimited', 'too many requests'],
  417: ['kicked', 'another client holds the login and multiple logins are forbidden'],
  422: ['accountDisabled', 'the account is disabled'],
  500: ['network', 'the server failed'],
  503: ['network', 'the server is busy'],
  kicked: ['kicked', 'kicked while logging in'],
  logout: ['superseded', 'ended by a logout'],
  alreadyDisconnected: ['superseded', 'ended by a logout'],
  manuallyDisconnect: ['superseded', 'ended by a logout'],
  initConnectFail: ['network', 'connecting failed; check the network and the server addresses'],
  allAttemptsFailed: ['network', 'connecting failed; check the network and the server addresses'],
};

/** Of the words that come with `kicked`. */
export const kickReasons: { readonly [reason: string]: KickReason } = {
  samePlatformKick: 'otherClient',
  serverKick: 'server',
  otherPlatformKick: 'kickedByClient',
  silentlyKick: 'quiet',
};
