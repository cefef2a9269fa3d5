// The part of NEMeetingKit 4.x that the adapter uses, after the vendor's typedoc of the web kit and, where that is
// silent, after the code of the kit inside `nemeeting-electron-sdk` 4.8.6.

/** `NEResult`. */
export interface NeResult<T = unknown> {
  readonly code: number;
  readonly message?: string;
  readonly data: T;
}

/** What `loginByToken` and `getAccountInfo` answer, as far as it is read. */
export interface NeAccountInfo {
  readonly userUuid?: string;
}

/** `NEAccountServiceListener`. */
export interface NeAccountListener {
  onKickOut?(): void;
  onAuthInfoExpired?(): void;
}

/** `NEAccountService`. */
export interface NeAccountService {
  loginByToken(userUuid: string, token: string): Promise<NeResult<NeAccountInfo | undefined>>;
  logout(): Promise<NeResult>;
  addListener(listener: NeAccountListener): void;
  removeListener(listener: NeAccountListener): void;
}

/** `NEJoinMeetingParams`, as far as the session knows it. */
export interface NeJoinMeetingParams {
  readonly meetingNum: string;
  readonly displayName: string;
  readonly password?: string;
}

/** `NEMeetingStatusListener`. The web kit tells one object; `arg` is the reason of an end. */
export interface NeMeetingStatusListener {
  onMeetingStatusChanged(event: { readonly status: number; readonly arg?: unknown }): void;
}

/** `NEMeetingService`. */
export interface NeMeetingService {
  joinMeeting(params: NeJoinMeetingParams, options: object): Promise<NeResult | undefined>;
  anonymousJoinMeeting(params: NeJoinMeetingParams, options: object): Promise<NeResult | undefined>;
  leaveCurrentMeeting(closeIfHost: boolean): Promise<NeResult>;
  addMeetingStatusListener(listener: NeMeetingStatusListener): void;
  removeMeetingStatusListener(listener: NeMeetingStatusListener): void;
}

/** The callbacks of the legacy IM SDK that the kit puts itself in front of. */
export interface ReusedImOptions {
  onwillreconnect?: (info: object) => void;
  ondisconnect?: (error: { readonly code: unknown }) => void;
  onProxyMsg?: (notice: object) => void;
}

/** `NEMeetingKit.getInstance()`. The services are there once it is initialised, and are other ones each time. */
export interface NeMeetingKit {
  readonly isInitialized: boolean;
  initialize(config: object): Promise<NeResult>;
  unInitialize(): Promise<NeResult>;
  getAccountService(): NeAccountService | undefined;
  getMeetingService(): NeMeetingService | undefined;
  /** Wraps `getInstance`, so that the callbacks in its options reach the kit first. */
  reuseIM(nim: { getInstance(options: ReusedImOptions): unknown }): unknown;
}

/** `NEMeetingStatus`: in no meeting, in one, on the way out. */
export const meetingStatus = { failed: -1, idle: 0, inMeeting: 3, minimized: 4, disconnecting: 6 } as const;
