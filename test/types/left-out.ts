// What may be left out may be `undefined` too: apps have such values, and under `exactOptionalPropertyTypes` would have
// to build their options piece by piece. `tsc -b test` reads this file; nothing here is ever run.
import { createBrowserInspector, createWebSocketInspector } from '@partyline/adapters/inspector';
import { startRelay } from '@partyline/adapters/inspector/node';
import { createMemoryCloud } from '@partyline/adapters/memory';
import { type NemeetingPortOptions, nemeetingPort } from '@partyline/adapters/nemeeting';
import { type NeroomPortOptions, neroomPort } from '@partyline/adapters/neroom';
import { type NimSdkOptions, nimPort } from '@partyline/adapters/nim';
import { type NimV9PortOptions, nimV9Port } from '@partyline/adapters/nim-v9';
import { createYunxinApi, type YunxinApiOptions } from '@partyline/adapters/yunxin-api';
import { type ImCapability, type ImWorld, imConformance, type SuiteOptions } from '@partyline/conformance';

/** Options with everything that may be left out being `undefined`. */
type LeftOut<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] };

declare const neroom: LeftOut<NeroomPortOptions>;
declare const nemeeting: LeftOut<NemeetingPortOptions>;
declare const nim: LeftOut<NimSdkOptions>;
declare const nimV9: LeftOut<NimV9PortOptions>;
declare const yunxin: LeftOut<YunxinApiOptions>;
declare const suite: LeftOut<SuiteOptions<ImWorld, ImCapability>>;
declare const text: string | undefined;
declare const list: readonly string[] | undefined;
declare const flag: boolean | undefined;

export async function leftOut(): Promise<void> {
  neroomPort(neroom);
  nemeetingPort(nemeeting);
  nimPort(nim);
  nimV9Port(nimV9);
  createYunxinApi(yunxin);
  imConformance(suite);
  imConformance({ ...suite, capabilities: { slow: flag } });
  createMemoryCloud({ appKey: text, clock: undefined }).server.addRoom({ meetingNum: '100', password: text });
  createBrowserInspector({ url: text, iframe: undefined, name: text });
  createWebSocketInspector({ url: text, WebSocket: undefined });
  await startRelay({ port: undefined, origins: list });
}
