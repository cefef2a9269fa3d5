import { WebSocket } from 'ws';
import { type Invoke, type NimHost, openClient } from './nim-clients.ts';
import { NimDriver } from './nim-driver.ts';
import type { NimConstructor } from './nim-types.ts';

const strayed: string[] = [];
const stay = (url: string): void => {
  if (new URL(url).hostname === '127.0.0.1') return;
  strayed.push(url);
  throw new Error(`${url} is not on this machine`);
};

class LocalWebSocket extends WebSocket {
  constructor(url: string) {
    stay(url);
    super(url);
    // The SDK takes its listeners off before it closes a socket that is still connecting, which `ws` calls an error: without
    // anybody to hear it the process would end.
    this.on('error', () => {});
  }
}

async function request(url: string, options: { method?: string; dataType?: string; timeout?: number } = {}) {
  stay(url);
  const response = await fetch(url, {
    method: options.method ?? 'GET',
    signal: AbortSignal.timeout(options.timeout ?? 8000),
  });
  const text = await response.text();
  if (!response.ok) throw Object.assign(new Error(`status ${response.status}`), { code: response.status });
  return { status: response.status, data: options.dataType === 'json' ? JSON.parse(text) : text };
}

/** The eight fields the SDK's ESM build asks of its surroundings; `BROWSER` makes it choose the binary link. */
const surroundings = () => {
  const stored = new Map<string, string>();
  const nothing = async (): Promise<void> => {};
  return {
    platform: 'BROWSER',
    WebSocket: LocalWebSocket,
    request,
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, String(value)),
      removeItem: (key: string) => stored.delete(key),
    },
    // The login fails with 190002 when one of these is missing: the SDK trims them all.
    getSystemInfo: () => ({
      os: 'Node',
      osVer: '20',
      browser: 'Node',
      browserVer: '20',
      libEnv: 'NODE',
      hostEnv: 'BROWSER',
      hostEnvEnum: 100,
      hostEnvVer: '20',
      userAgent: 'Node',
      model: '',
      manufactor: '',
      pushDeviceInfo: {},
    }),
    net: {
      getNetworkStatus: async () => ({ net_type: 0, net_connect: true }),
      onNetworkStatusChange: () => {},
      offNetworkStatusChange: () => {},
    },
    logStorage: class {
      open = nothing;
      close = nothing;
      addLogs = nothing;
      extractLogs = nothing;
      deleteLogs = nothing;
    },
    setLogger: () => {},
  };
};

/** The part of the ESM build's module that makes it run outside a browser. */
interface Module {
  readonly NIM: NimConstructor & { registerService(service: unknown, name: string): void };
  setAdapters(adapters: () => object): void;
}
const services = ['V2NIMMessageService', 'V2NIMNotificationService', 'V2NIMPassthroughService', 'V2NIMUserService'];

async function load(): Promise<NimConstructor> {
  Object.assign(globalThis, { self: globalThis });
  const name: string = 'nim-web-sdk-ng/dist/esm/nim.js';
  const loaded: Module & Record<string, unknown> = await import(name);
  const adapters = surroundings();
  loaded.setAdapters(() => adapters);
  for (const service of services) loaded.NIM.registerService(loaded[service], service);
  return loaded.NIM;
}

let loading: Promise<NimConstructor> | undefined;

/** The vendor's class as it runs in Node. */
export function nimClass(): Promise<NimConstructor> {
  loading ??= load();
  return loading;
}

/** Runs SDK clients in this very process. */
export async function nimInNode(): Promise<NimHost> {
  const driver = new NimDriver(await nimClass());
  const call = driver as unknown as Record<string, (...args: unknown[]) => unknown>;
  const invoke = (async (method: string, ...args: unknown[]) => call[method]?.(...args)) as Invoke;
  return { open: (options) => openClient(invoke, options), strayed, close: () => driver.close() };
}
