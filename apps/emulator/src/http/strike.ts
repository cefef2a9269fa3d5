import type { ServerResponse } from 'node:http';
import type { Context } from 'hono';
import type { Cloud, FaultEffect, Service } from '../cloud/index.ts';

/** The fault that strikes an HTTP call, if one does; the event stream hears of it. */
export function strike(
  cloud: Cloud,
  service: Service,
  call: { readonly method: string; readonly path: string },
  account: string | undefined,
): FaultEffect | undefined {
  if (cloud.faults.none) return undefined;
  const command = `${call.method} ${call.path}`;
  const effect = cloud.faults.strike(service, [command, call.path], account);
  if (effect !== undefined) cloud.events.emit({ type: 'fault', service, command, effect });
  return effect;
}

/** The Node response under a request, which is what a fault cuts; absent when a request did not come over a socket. */
export const nodeResponse = (context: Context): ServerResponse | undefined =>
  (context.env as { outgoing?: ServerResponse } | undefined)?.outgoing;
