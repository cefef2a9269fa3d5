import type { Nim, NimInitializeOptions, NimLoginOption, NimSdk } from './sdk.ts';

/** What every login of the port is done with. */
interface NimLoginOptions {
  /**
   * The SDK's own login options. Without an `authType` a token is checked as a static one (0) and what a provider answers
   * as a dynamic one (1): only then does the SDK ask the provider again on a reconnect.
   */
  readonly loginOption?: NimLoginOption | undefined;
}

/** The host's own instance: what the host sees is what the session sees. It is never destroyed. */
export interface NimInstanceOptions extends NimLoginOptions {
  /** What `NIM.getInstance({ appkey, apiVersion: 'v2' })` answered. */
  readonly nim: Nim;
  readonly sdk?: undefined;
}

/** The SDK: the port takes its one instance where there is one, and makes it otherwise. */
export interface NimSdkOptions extends NimLoginOptions {
  readonly nim?: undefined;
  /** The default export of `nim-web-sdk-ng`; `NIM.default` where a script tag brought it; `NIM` of its ESM build. */
  readonly sdk: NimSdk;
  /** The first argument of `getInstance`; `appkey` and `apiVersion` are the session's to say. */
  readonly options?: NimInitializeOptions | undefined;
  /** The second argument of `getInstance`: server addresses, reports, log. */
  readonly otherOptions?: object | undefined;
}

/** Either an instance or the SDK. */
export type NimPortOptions = NimInstanceOptions | NimSdkOptions;
