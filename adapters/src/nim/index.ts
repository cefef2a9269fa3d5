export { nimPort } from './nim-port.ts';
export type { NimInstanceOptions, NimPortOptions, NimSdkOptions } from './options.ts';
export type {
  Nim,
  NimInitializeOptions,
  NimLoginEvents,
  NimLoginOption,
  NimLoginService,
  NimSdk,
} from './sdk.ts';
