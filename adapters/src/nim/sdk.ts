// The part of nim-web-sdk-ng that the adapter uses, as its own types of 10.8.1 have it (checked in test/types).

/** A listener of the login service, by event. Arguments are the SDK's; only what is read is named. */
export interface NimLoginEvents {
  readonly onLoginStatus: (status: number) => void;
  readonly onLoginFailed: (error: { readonly code?: number }) => void;
  readonly onKickedOffline: (detail: { readonly reason: number }) => void;
}

/** `V2NIMLoginOption` without the token provider, which comes from the account that logs in. */
export interface NimLoginOption {
  /** Attempts after the first one. The SDK's default is 3. */
  readonly retryCount?: number;
  /** Milliseconds for the whole login, attempts included. The SDK's default is 60 000. */
  readonly timeout?: number;
  /** Whether the login evicts other clients where the app's policy has no room. The SDK's default is false. */
  readonly forceMode?: boolean;
  /** How the server checks the token: 0 static, 1 dynamic, 2 by a third party. */
  readonly authType?: 0 | 1 | 2;
  /** For auth type 2. */
  readonly loginExtensionProvider?: (accountId: string) => Promise<string> | string;
  /** How much is synchronised: 0 everything, 1 the basics. */
  readonly syncLevel?: 0 | 1;
}

/** `V2NIMLoginService`. */
export interface NimLoginService {
  login(
    accountId: string,
    token: string,
    loginOption?: NimLoginOption & { readonly tokenProvider?: (accountId: string) => Promise<string> | string },
  ): Promise<void>;
  logout(): Promise<void>;
  getLoginUser(): string;
  getLoginStatus(): number;
  /** There while a login is, also while the SDK brings it back. Not in every 10.x. */
  getCurrentLoginClient?(): unknown;
  getKickedOfflineDetail(): { readonly reason: number } | null;
  on<E extends keyof NimLoginEvents>(event: E, listener: NimLoginEvents[E]): void;
  off<E extends keyof NimLoginEvents>(event: E, listener: NimLoginEvents[E]): void;
}

/** An instance of the SDK, made with `apiVersion: 'v2'`. */
export interface Nim {
  readonly options: { readonly appkey: string; readonly apiVersion?: string };
  readonly V2NIMLoginService: NimLoginService;
  /** Logs out and lets the SDK make another instance. Not among the SDK's types. */
  destroy?(): Promise<void>;
}

/** `NIMInitializeOptions` without what the session decides. */
export interface NimInitializeOptions {
  readonly debugLevel?: string;
  /** Whether the connection speaks binary. The SDK's default is true. */
  readonly binaryWebsocket?: boolean;
}

/** The SDK itself: the default export of `nim-web-sdk-ng`, or `NIM` of its ESM build. */
export interface NimSdk {
  getInstance(options?: NimInitializeOptions & { appkey: string; apiVersion?: string }, otherOptions?: object): Nim;
  readonly sdkVersionFormat: string;
}

/** `V2NIMLoginStatus`. */
export const loginStatus = { logout: 0, logined: 1, logining: 2, unlogin: 3 } as const;
