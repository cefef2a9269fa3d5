import type { ImPort } from '@partyline/core';
import type { NimV9, NimV9Callbacks, NimV9Sdk } from './sdk.ts';

/** What every login is done with. */
export interface NimV9LoginOption {
  /** How the server checks tokens: 0 static, 1 dynamic, 2 by a third party. Without it 0 for a token and 1 for a provider. */
  readonly authType?: 0 | 1 | 2 | undefined;
  /** Attempts to connect after the first one; the SDK itself would try for ever. Default 3. */
  readonly retryCount?: number | undefined;
  /** Milliseconds for the whole login. Default 60 000. */
  readonly timeout?: number | undefined;
}

/** Options of `getInstance` for the instances that the port makes; the app key and the account are the session's to say. */
export interface NimV9Options extends NimV9Callbacks {
  readonly appKey?: never;
  readonly account?: never;
  readonly token?: never;
  readonly authType?: never;
  readonly [option: string]: unknown;
}

/** How the port gets at the SDK: at least one of `nim` and `sdk`. */
export interface NimV9PortOptions {
  /** The host's own instance. It is never destroyed; it can log in its own account only. */
  readonly nim?: NimV9 | undefined;
  /** `NIM` of `@yxim/nim-web-sdk`, to make an instance for whoever else logs in. */
  readonly sdk?: NimV9Sdk | undefined;
  /** The options of `getInstance` but for the app key, the account and the token. Its callbacks are called. */
  readonly options?: NimV9Options | undefined;
  readonly loginOption?: NimV9LoginOption | undefined;
}

/** The port, and which instance it is on: in 9.x an instance is of one account, so a login may mean another one. */
export interface NimV9Port extends ImPort {
  /** The instance in use: the one that is logged in, else the host's, else the last. For the meeting kit's `im` and the host's chat. */
  readonly nim: NimV9 | undefined;
  /** The host made another instance: from now on that one is the host's. */
  adopt(nim: NimV9): void;
}
