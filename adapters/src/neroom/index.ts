export type { HostNim, HostNimOption } from '../shared/bridge/im-bridge.ts';
export type { LegacyNim } from '../shared/bridge/legacy.ts';
export type { V2Nim } from '../shared/bridge/v2nim.ts';
export { neroomPort } from './neroom-port.ts';
export type { NeroomPortOptions } from './options.ts';
export type { NeAuthService, NeResult, NeRoomContext, NeRoomKit, NeRoomService, ReuseImEvent } from './sdk.ts';
