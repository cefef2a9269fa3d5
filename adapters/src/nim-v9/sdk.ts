// The part of @yxim/nim-web-sdk that the adapter uses, as its own types of 9.21.12 have it (checked in test/types).

/** Why the SDK ended a connection for good: a number is a server's refusal, a word is the SDK's own. */
export interface NimV9Disconnection {
  readonly code?: number | string;
  /** With code `kicked`: `samePlatformKick`, `serverKick`, `otherPlatformKick` or `silentlyKick`. */
  readonly reason?: string;
}

/** The callbacks that the adapter needs. Each goes on to the host's own. */
export interface NimV9Callbacks {
  readonly onconnect?: ((info: never) => void) | undefined;
  /** With auth type 1 the SDK waits for what it answers. */
  readonly onwillreconnect?: ((info: never) => unknown) | undefined;
  readonly ondisconnect?: ((error: never) => void) | undefined;
}

/** Options of `getInstance` as far as they are read here; all others pass through as they are. */
export interface NimV9InstanceOptions extends NimV9Callbacks {
  readonly appKey: string;
  readonly account: string;
  readonly token: string;
  /** How the server checks the token: 0 static, 1 dynamic, 2 by a third party. */
  readonly authType?: number;
  /** Makes an instance without connecting it; 9.17.0 and later. */
  readonly skipConnectionOnInitialize?: boolean;
}

type Done = { done?: () => void };

/** An instance of the SDK: of one account for as long as it lives. */
export interface NimV9 {
  /** Not among the SDK's types; gone once the instance is destroyed. */
  readonly options?: NimV9InstanceOptions;
  readonly info?: { readonly sdkHumanVersion?: string };
  /** 0 logged out, 1 logged in, 2 logging in, 3 waiting to reconnect. 9.16.2 and later. */
  getLoginStatus(): number;
  setOptions(options: object): void;
  connect(): void;
  disconnect(options: Done): void;
  destroy(options: Done): void;
}

/** The SDK itself: `NIM` of `@yxim/nim-web-sdk`. */
export interface NimV9Sdk {
  getInstance(options: never): NimV9;
}
