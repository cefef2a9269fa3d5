export { CallLog, type LoggedCall } from './call-log.ts';
export { createMemoryCloud, type MemoryCloud, type MemoryCloudOptions } from './cloud.ts';
export type { MemoryDevice } from './device.ts';
export { type Fault, Faults, type Method, sessionMethods } from './faults.ts';
export type { MemoryHost } from './host.ts';
export { ManualClock } from './manual-clock.ts';
export type { Network as MemoryNetwork } from './network.ts';
export { type InApp, MemoryServer } from './server.ts';
