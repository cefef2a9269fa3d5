// The bridge's own types of the IM SDKs against the SDKs'. `tsc -b test` reads this file; nothing here is ever run.
import { type NeMeetingKit, nemeetingPort } from '@partyline/adapters/nemeeting';
import { type HostNimOption, type NeRoomKit, neroomPort } from '@partyline/adapters/neroom';
import type { NimV9Port } from '@partyline/adapters/nim-v9';
import type { NIM } from '@yxim/nim-web-sdk';
import type { V2NIM } from 'nim-web-sdk-ng';

declare const current: V2NIM;
declare const legacy: NIM;
declare const port: NimV9Port;
declare const room: NeRoomKit;
declare const meeting: NeMeetingKit;

/** What a host has is what the adapters take, of either generation, or a function that answers it. */
export const taken: readonly HostNimOption[] = [current, legacy, () => current, () => undefined, () => port.nim];

export function rightOptions(): void {
  neroomPort({ kit: room, nim: current, serverUrl: 'https://meeting.example', config: { debug: false } });
  nemeetingPort({ kit: meeting, nim: () => port.nim, joinOptions: { noVideo: true } });
  nemeetingPort({ kit: meeting });
}

export function wrongOptions(): void {
  // @ts-expect-error the kit is needed
  neroomPort({ nim: current });
  // @ts-expect-error one kit is not the other
  neroomPort({ kit: meeting });
  // @ts-expect-error an account is no IM
  nemeetingPort({ kit: meeting, nim: { accid: 'alice' } });
}
