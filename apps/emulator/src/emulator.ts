import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { checked } from './checked.ts';
import { type AppInput, type Clock, Cloud, type FaultRule, type Policy, systemClock } from './cloud/index.ts';
import { type Controls, controlsOf } from './controls.ts';
import { serveWithoutUpgrade, wantsWebSocket } from './http/other-upgrade.ts';
import { Link } from './link/index.ts';
import { optionsSchema } from './options.ts';
import { routes } from './routes.ts';
import type { RateLimitOptions } from './server/index.ts';

export interface EmulatorOptions {
  /** The port to listen on; 0, the default, lets the system choose one. */
  readonly port?: number;
  /** The address to bind; 127.0.0.1 unless told otherwise. Anything else lets other machines in. */
  readonly host?: string;
  /** Apps beside `partyline`, which exists from the start. */
  readonly apps?: readonly AppInput[];
  /** The multi-login policy of apps that name none; `onePerAccount` unless told otherwise. */
  readonly policy?: Policy;
  /** Faults that are there before the first client comes. */
  readonly faults?: readonly FaultRule[];
  readonly clock?: Clock;
  /** The server API's limit per app; none unless asked for. `REAL_RATE_LIMIT` is the real service's. */
  readonly rateLimit?: RateLimitOptions;
  /** Routes of your own on the same port, asked before the emulator's: a page, for instance. */
  readonly site?: Hono;
}

/** A running emulator. Every control of `/__emulator/` is also a method here. */
export interface Emulator extends Controls {
  /** Where this machine reaches it. */
  readonly url: string;
  /** What it is bound to. */
  readonly host: string;
  readonly port: number;
  /** Cuts every connection and stops listening; safe to call more than once. */
  close(): Promise<void>;
}

/**
 * Starts the vendor's cloud on this machine. Rejects with a `CloudError` `INVALID` that names what is wrong with the options,
 * and with Node's own error when the port cannot be had.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checked('startEmulator', optionsSchema, options);
  const { port = 0, host = '127.0.0.1', apps, policy, faults = [], clock = systemClock, rateLimit, site } = options;
  const cloud = new Cloud(clock, apps, policy);
  for (const fault of faults) cloud.addFault(fault);
  const link = new Link(cloud, clock);
  const app = routes(cloud, clock, link, { rateLimit, site });

  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  server.on('upgrade', (request, socket, head) => {
    if (wantsWebSocket(request)) link.upgrade(request, socket, head);
    else serveWithoutUpgrade(server, request, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    const failed = (error: Error) => {
      link.close();
      reject(error);
    };
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve();
    });
  });
  const bound = server.address();
  const { address, port: listening } = typeof bound === 'object' && bound !== null ? bound : { address: host, port };

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= new Promise<void>((resolve) => {
      link.close();
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closing;
  };
  return { ...controlsOf(cloud), url: `http://${reachable(host, address)}:${listening}`, host, port: listening, close };
}

/**
 * How this machine reaches what is bound to `host`. "Every address" is none that a browser or the controls take, nor is a name
 * one that the controls answer to, whatever it stands for.
 */
function reachable(host: string, address: string): string {
  if (host === 'localhost') return host;
  const one = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
  return one.includes(':') ? `[${one}]` : one;
}
