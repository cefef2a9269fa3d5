export {
  type AppInput,
  type Client,
  type Clock,
  CloudError,
  type CloudErrorCode,
  type DynamicTokenInput,
  defaultApp,
  dynamicToken,
  type EmulatorEvent,
  type FaultEffect,
  type FaultRule,
  type ImAccountInput,
  type KickReason,
  ManualClock,
  type MeetingAccountInput,
  type Policy,
  type ProxyAnswer,
  type ProxyHandler,
  type ProxyRequest,
  type Service,
  type State,
  systemClock,
  type TokenChange,
} from './cloud/index.ts';
export { DEFAULT_PORT, emulatorCommand } from './command.ts';
export type { Controls } from './controls.ts';
export { type Emulator, type EmulatorOptions, startEmulator } from './emulator.ts';
export { checkSum, type RateLimitOptions, REAL_RATE_LIMIT, signedHeaders } from './server/index.ts';
