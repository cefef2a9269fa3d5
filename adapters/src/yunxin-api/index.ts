export { createYunxinApi, type YunxinApi } from './api.ts';
export { knownCodes, type Surface } from './codes.ts';
export type { MeetingAccountState } from './generation.ts';
export type { ImAccountState } from './im-accounts.ts';
export { type Generation, realServers, type Servers, type YunxinApiOptions } from './options.ts';
export { type SignedHeaders, sign } from './signature.ts';
export type { TokenVerdict, TokenVerdicts } from './verdicts.ts';
