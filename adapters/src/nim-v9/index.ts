export { nimV9Port } from './nim-v9-port.ts';
export type { NimV9LoginOption, NimV9Options, NimV9Port, NimV9PortOptions } from './options.ts';
export type { NimV9, NimV9Callbacks, NimV9Disconnection, NimV9InstanceOptions, NimV9Sdk } from './sdk.ts';
