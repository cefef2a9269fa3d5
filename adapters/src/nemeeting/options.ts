import type { HostNimOption } from '../shared/bridge/im-bridge.ts';
import type { NeMeetingKit } from './sdk.ts';

/** What a `nemeetingPort` works with. */
export interface NemeetingPortOptions {
  /** `NEMeetingKit.getInstance()`, not initialised: the session does that. */
  readonly kit: NeMeetingKit;
  /**
   * The very IM instance that the host chats with: what `NIM.getInstance()` of nim-web-sdk-ng 10.x (V2NIM) or of
   * @yxim/nim-web-sdk 9.x answered, or a function that answers the present one (the legacy SDK makes one per login).
   * Needed unless the session's `reuse` is `'off'`.
   */
  readonly nim?: HostNimOption | undefined;
  /** Where the meeting server is. The vendor's cloud unless given. */
  readonly serverUrl?: string | undefined;
  /** More of `NEMeetingKitConfig`: `width`, `height`, `language`, `serverConfig`, `extras` … */
  readonly config?: Readonly<Record<string, unknown>> | undefined;
  /** `NEJoinMeetingOptions` for every join, e.g. `{ noVideo: true }`. */
  readonly joinOptions?: Readonly<Record<string, unknown>> | undefined;
  /** The kit's version, for error messages: the kit doesn't tell it. */
  readonly version?: string | undefined;
}
