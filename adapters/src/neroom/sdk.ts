// The part of the web core that the adapter uses. The package has no types; names are those of the vendor's typedoc of
// NERoom web, behaviour was seen on RoomKit 1.31.0 (in `nemeeting-electron-sdk` 4.8.6).

/** What most calls answer. */
export interface NeResult<T = unknown> {
  readonly code: number;
  readonly message?: string;
  readonly data: T;
}

type ImListener = (detail: unknown) => void;

/** `NEAuthService`. */
export interface NeAuthService {
  readonly isLoggedIn: boolean;
  /** The id the kit is logged in to the IM with, from the login's answer. Not in the typedoc. */
  readonly roomAccountId?: string;
  /** The second half of a login, after the server's answer. Not in the typedoc. */
  loginIM?: (answer: object) => Promise<unknown>;
  /** The IM that the core is on, the host's or a client of its own. Private to the core: any of it may be missing. */
  readonly _im?: {
    readonly isReuseIM?: boolean;
    readonly nim?: { readonly options?: object; setOptions?(options: object): void };
    off?(event: string, listener?: ImListener): void;
    readonly emitter?: {
      listeners?(event: string): readonly ImListener[];
      on(event: string, listener: ImListener): void;
      off(event: string, listener?: ImListener): void;
    };
  };
  login(userUuid: string, token: string): Promise<NeResult>;
  /** Also what the kit itself calls. */
  logout: () => Promise<NeResult>;
  /** One listener at a time: a later one takes the place of an earlier one. */
  addAuthListener(listener: { onAuthEvent?(event: unknown): void }): void;
}

/** `NERoomContext`: a room one is in. */
export interface NeRoomContext {
  leaveRoom(): Promise<NeResult>;
  addRoomListener(listener: { onRoomEnded(reason: unknown): void }): void;
}

/** `NERoomService`. */
export interface NeRoomService {
  joinRoom(
    params: { readonly roomUuid: string; readonly role: string; readonly userName: string; readonly password?: string },
    options: object,
  ): Promise<NeResult<NeRoomContext>>;
}

/** An instance of the web core: `new NERoom()`. */
export interface NeRoomKit {
  readonly isInitialized: boolean;
  readonly sdkVersions?: { readonly roomKitVersion?: string };
  readonly authService: NeAuthService;
  readonly roomService: NeRoomService;
  initialize(config: object): Promise<NeResult>;
  release(): NeResult;
  emit(event: ReuseImEvent, detail: object): void;
}

/** `ReuseImEvent`, as far as the adapter forwards it. */
export type ReuseImEvent = 'reuseImWillReconnect' | 'reuseImDisconnect' | 'reuseImProxyMsg';

/** `NEAuthEvent`, and what the kit passes on of the server's codes and of its own IM's words. */
export const authEvent = {
  kickedOut: 0,
  unauthorized: 1,
  tokenError: 3,
  loggedIn: 4,
  loggedOut: 5,
  netBroken: 6,
  serverUnauthorized: 402,
  tokenExpired: 1026,
  tokenIncorrect: 1027,
  loggingOut: 'logout',
} as const;
