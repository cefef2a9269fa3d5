import type { SessionError } from '@partyline/core';

/** What somebody at a shell can do something about. The words for each are in `words/`. */
export type Trouble =
  | 'noAccount'
  | 'noImAccount'
  | 'noMeetingAccount'
  | 'exists'
  | 'imToken'
  | 'imRefused'
  | 'app'
  | 'appOrImToken'
  | 'service'
  | 'tooMany'
  | 'unreachable';

type Codes = Readonly<Record<number, Trouble>>;

const im: Codes = {
  403: 'app',
  422: 'imRefused',
  101301: 'service',
  101303: 'app',
  102404: 'noImAccount',
  102422: 'imRefused',
};

const meeting: Codes = {
  401: 'app',
  403: 'app',
  404: 'noMeetingAccount',
  409: 'exists',
  600420: 'service',
  700: 'imRefused',
  701: 'noImAccount',
  702: 'imRefused',
  703: 'imToken',
  704: 'imToken',
};

const meeting2020: Codes = {
  401: 'appOrImToken',
  402: 'service',
  1013: 'imRefused',
  1014: 'noMeetingAccount',
  1019: 'exists',
  1021: 'noMeetingAccount',
};

const surfaces: Readonly<Record<string, Codes>> = { im, meeting, neroom: meeting, meeting2020 };

/** What an error of the server API means for the command that asked. `binding`: it was to create a meeting account. */
export function troubleOf({ kind, vendor }: SessionError, binding: boolean): Trouble | undefined {
  if (kind === 'network' || kind === 'timeout') return vendor?.code === undefined ? 'unreachable' : undefined;
  if (kind === 'rateLimited') return 'tooMany';
  // No server said that: two questions that were answered with nothing.
  if (!vendor) return kind === 'badCredentials' ? 'noAccount' : undefined;
  // The IM API has one number for a signature that it refuses, an account that is there and a parameter that is wrong.
  if (vendor.surface === 'im' && vendor.code === 414) {
    return kind === 'badCredentials' ? 'app' : kind === 'vendor' ? 'exists' : undefined;
  }
  const found = surfaces[vendor.surface]?.[Number(vendor.code)];
  if (vendor.surface !== 'meeting2020') return found;
  if (found === 'appOrImToken') return binding ? found : 'app';
  // The oldest API has one number for both sorts of account.
  return found === 'noMeetingAccount' && binding ? 'noImAccount' : found;
}
