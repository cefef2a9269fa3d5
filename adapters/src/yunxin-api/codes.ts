import type { ErrorKind } from '@partyline/core';

/** The APIs behind the adapter; each numbers its refusals by itself. */
export type Surface = 'im' | 'meeting' | 'neroom' | 'meeting2020';

/** What a code means, why it comes, and what to do about it. */
export interface Code {
  readonly kind: ErrorKind;
  readonly cause: string;
  readonly cure: string;
  /** The same call may succeed in a moment, and this one has changed nothing. */
  readonly passing?: true;
  /** The server has shut the door for a while; every further call prolongs nothing but fails, too. */
  readonly blocked?: true;
}

const code = (kind: ErrorKind, cause: string, cure: string, more: Pick<Code, 'passing' | 'blocked'> = {}): Code => ({
  kind,
  cause,
  cure,
  ...more,
});

const rate = code(
  'rateLimited',
  'too many calls: the limit is 100 a second per app, then ten seconds of refusals',
  'lower callsPerSecond if several processes share the app, or have the limit raised in the console',
  { passing: true, blocked: true },
);
const broken = code('vendor', 'the server failed', 'try again; if it stays so, give the vendor the request’s time', {
  passing: true,
});
const signature =
  'the app key and the secret do not fit together, or the secret is of another app (console: app management)';

/** IM server API, v1 and v2. Source: its status code page; 102404 and 102449 are named by the account pages. */
const im: Readonly<Record<number, Code>> = {
  302: code('badCredentials', 'wrong account or token', 'make a new token with refreshImToken()'),
  403: code('badCredentials', 'there is no such app, or it may not use this API', 'check the app key and the server'),
  404: code('unsupported', 'the server does not know this call', 'check the server’s URL'),
  414: code('invalidInput', 'a parameter was refused', 'check what you passed'),
  416: rate,
  422: code('accountDisabled', 'the account is disabled', 'enable it with setImAccountEnabled()'),
  431: code('network', 'the request arrived twice', 'look for a proxy that repeats requests', { passing: true }),
  500: broken,
  503: broken,
  101301: code('unsupported', 'IM is not enabled for this app', 'enable it in the console'),
  101303: code('badCredentials', 'there is no such app key', 'check the app key'),
  101403: code('accountDisabled', 'the app key is blocked', 'ask the vendor'),
  102404: code('badCredentials', 'there is no such IM account', 'create it with createImAccount(), or check the id'),
  102422: code('accountDisabled', 'the account is disabled', 'enable it with setImAccountEnabled()'),
  102449: code('vendor', 'the server could not do it right now', 'try again', { passing: true }),
};

/** The meeting server and NERoom share their numbers. Source: the meeting server's error code page. */
const meeting: Readonly<Record<number, Code>> = {
  400: code('invalidInput', 'a parameter was refused', 'check what you passed'),
  401: code('badCredentials', 'the signature was refused', signature),
  402: code('badCredentials', 'the token is wrong', 'make a new one with refreshMeetingToken()'),
  403: code('badCredentials', 'not allowed for this app', 'check the app key, and what the console allows it'),
  404: code('badCredentials', 'there is no such account', 'create it with createMeetingAccount(), or check the id'),
  405: code('unsupported', 'the server does not know this call', 'check the server’s URL and the generation'),
  406: code('credentialsExpired', 'the token has expired', 'make a new one with refreshMeetingToken()'),
  409: code('vendor', 'it exists already', 'use it, or make a new token for it with refreshMeetingToken()'),
  415: code('unsupported', 'the server wants another kind of body', 'check the server’s URL and the generation'),
  500: broken,
  503: { ...rate, cause: 'the server is overloaded, or the app made too many calls' },
  600420: code('unsupported', 'the service is not enabled for this app', 'enable NERoom and meeting in the console'),
  700: code(
    'vendor',
    'the server could not create the IM account',
    'check that the id is a legal accid, create it with createImAccount() and pass its imToken',
  ),
  701: code(
    'badCredentials',
    'the IM account to bind does not exist',
    'create it first with createImAccount(), in the same app',
  ),
  702: code(
    'vendor',
    'the IM service refused the account, e.g. because it is disabled',
    'enable the account, and IM for the app in the console',
  ),
  703: code(
    'vendor',
    'the IM account exists already, so it cannot be created along with the meeting account',
    'pass its imToken, so that it is bound instead',
  ),
  704: code(
    'badCredentials',
    'the token of the IM account is wrong',
    'pass the token that it has now, or make one with refreshImToken()',
  ),
};

/** The generation of 2020. Source: its account pages; 300 to 303, 501 and 510 stand in their list without a text. */
const meeting2020: Readonly<Record<number, Code>> = {
  ...meeting,
  300: code('invalidInput', 'a parameter was refused', 'check what you passed'),
  301: code('invalidInput', 'a parameter was refused', 'check what you passed'),
  302: code('invalidInput', 'a parameter was refused', 'check what you passed'),
  303: code('invalidInput', 'a parameter was refused', 'check what you passed'),
  401: code('badCredentials', 'the signature or the IM token was refused', `${signature}; or the imToken is wrong`),
  402: code('unsupported', 'the meeting service is not enabled for this app', 'enable it in the console'),
  501: broken,
  510: rate,
  1013: code('accountDisabled', 'the IM account is out of use or deleted', 'enable it, or create it anew'),
  1014: code('badCredentials', 'there is no such account', 'create it first, or check the id'),
  1019: code('vendor', 'it exists already', 'use it, or make a new token for it with refreshMeetingToken()'),
  1021: code('vendor', 'the IM account has no meeting account', 'create one with createMeetingAccount()'),
  2015: code('vendor', 'the short meeting number is taken', 'choose another'),
};

const tables = { im, meeting, neroom: meeting, meeting2020 } as const;

/** What a surface means by a code. */
export function meaningOf(surface: Surface, value: number): Code {
  const table = tables[surface];
  const known = Object.hasOwn(table, value) ? table[value] : undefined;
  return known ?? code('vendor', 'the server refused', 'look the code up in the vendor’s pages');
}

/** The codes that have a meaning of their own, for completeness checks. */
export const knownCodes = (surface: Surface): readonly number[] => Object.keys(tables[surface]).map(Number);
