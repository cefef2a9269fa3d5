import { createYunxinApi, type YunxinApi, type YunxinApiOptions } from '@partyline/adapters/yunxin-api';
import type { ErrorKind } from '@partyline/core';
import { isSessionError, type SessionError } from '@partyline/core';
import { defaultApp, type Emulator, type EmulatorOptions, startEmulator } from '@partyline/emulator';

/** An emulator, and the adapter connected to it. */
export interface World {
  readonly emulator: Emulator;
  readonly api: YunxinApi;
  /** Another adapter on the same server, as another process would have. */
  another(options?: Partial<YunxinApiOptions>): YunxinApi;
  /** Method and path of every call that the server API saw, in order. */
  readonly calls: readonly string[];
}

/** Runs a story in a world of its own. */
export async function inWorld(
  story: (world: World) => Promise<void>,
  { options, emulated }: { options?: Partial<YunxinApiOptions>; emulated?: EmulatorOptions } = {},
): Promise<void> {
  const emulator = await startEmulator(emulated);
  const calls: string[] = [];
  emulator.onEvent((event) => {
    if (event.type === 'http' && event.service === 'server') calls.push(`${event.method} ${event.path} ${event.code}`);
  });
  const another: World['another'] = (more) =>
    createYunxinApi({ ...defaultApp, server: emulator.url, timeout: 30_000, ...options, ...more });
  try {
    await story({ emulator, api: another(), another, calls });
  } finally {
    await emulator.close();
  }
}

/** The error that a call must reject with. */
export async function refusal(call: Promise<unknown>, kind?: ErrorKind): Promise<SessionError> {
  const error = await call.then(
    () => {
      throw new Error('it did not reject');
    },
    (rejected: unknown) => rejected,
  );
  if (!isSessionError(error)) throw error;
  if (kind !== undefined && error.kind !== kind) throw new Error(`${error.kind} instead of ${kind}: ${error.message}`);
  return error;
}

/** Everything that can be seen of an error, in one text. */
export function shown(error: SessionError): string {
  const { message, stack, cause, vendor } = error;
  return [message, stack, String(cause), JSON.stringify(vendor), JSON.stringify(error)].join('\n');
}
