export type { HostNim, HostNimOption } from '../shared/bridge/im-bridge.ts';
export type { LegacyNim } from '../shared/bridge/legacy.ts';
export type { V2Nim } from '../shared/bridge/v2nim.ts';
export { nemeetingPort } from './nemeeting-port.ts';
export type { NemeetingPortOptions } from './options.ts';
export type {
  NeAccountListener,
  NeAccountService,
  NeJoinMeetingParams,
  NeMeetingKit,
  NeMeetingService,
  NeMeetingStatusListener,
  NeResult,
} from './sdk.ts';
