import type { KickReason } from '@partyline/core';

/** What a world for the IM suite may be unable to do. */
export type ImCapability =
  /** The port makes its own SDK instance: it is `uninitialized` until `initialize()` and after `close()`. */
  | 'ownSdk'
  /** Kicks, one capability for each reason. */
  | 'kickOtherClient'
  | 'kickServer'
  | 'kickByClient'
  | 'kickQuiet'
  /** The connection can be cut and mended. */
  | 'line'
  /** The server can be told another token for an account. */
  | 'changeToken'
  /** The SDK asks a token provider again when it reconnects. */
  | 'providerOnReconnect'
  /** Accounts can be disabled. */
  | 'disable'
  /** Calls can be given up: the port heeds its signal. */
  | 'abort'
  /** Logins can be made to take long. */
  | 'slow'
  /** A host app uses the same SDK directly. */
  | 'host'
  /** The server can be asked who is online. */
  | 'online';

export const imCapabilities: readonly ImCapability[] = [
  'ownSdk',
  'kickOtherClient',
  'kickServer',
  'kickByClient',
  'kickQuiet',
  'line',
  'changeToken',
  'providerOnReconnect',
  'disable',
  'abort',
  'slow',
  'host',
  'online',
];

/** The capability that a kick needs. */
export const kickCapability: Readonly<Record<KickReason, ImCapability>> = {
  otherClient: 'kickOtherClient',
  server: 'kickServer',
  kickedByClient: 'kickByClient',
  quiet: 'kickQuiet',
};
