import type { HostNimOption } from '../shared/bridge/im-bridge.ts';
import type { NeRoomKit } from './sdk.ts';

/** What a `neroomPort` works with. */
export interface NeroomPortOptions {
  /** The host's instance of the web core, `new NERoom()`, not initialised: the session does that. */
  readonly kit: NeRoomKit;
  /**
   * The very IM instance that the host chats with: what `NIM.getInstance()` of nim-web-sdk-ng 10.x (V2NIM) or of
   * @yxim/nim-web-sdk 9.x answered, or a function that answers the present one (the legacy SDK makes one per login).
   * Needed unless the session's `reuse` is `'off'`.
   */
  readonly nim?: HostNimOption | undefined;
  /** Where the meeting server is, e.g. an own deployment or the emulator. The vendor's cloud unless given. */
  readonly serverUrl?: string | undefined;
  /** The role that members join rooms with; `'member'` unless given. Guests always join as `'member'`. */
  readonly role?: string | undefined;
  /** More of the kit's own configuration, e.g. `{ debug: false, extras: { noReport: '1' } }`. */
  readonly config?: Readonly<Record<string, unknown>> | undefined;
}
