import type { Generation } from '@partyline/adapters/yunxin-api';
import { Secret } from '@partyline/core';
import { usage } from '../exit.ts';
import type { Io } from '../io.ts';
import type { ServerOptions } from './options.ts';
import { readSecret } from './secrets.ts';

/** Where to ask, and as which app. */
export interface Target {
  /** `undefined` is the real service. */
  readonly server: string | undefined;
  readonly appKey: string;
  readonly appSecret: Secret;
  readonly generation: Generation;
}

const emulatorUrl = 'http://127.0.0.1:4870';

/** Finds out whom to ask. Throws wrong usage that names what is missing and how to give it. */
export async function targetOf(io: Io, options: ServerOptions): Promise<Target> {
  const named = options.server ?? (io.env.PARTYLINE_SERVER || 'yunxin');
  const server = named === 'yunxin' ? undefined : named === 'emulator' ? emulatorUrl : urlOf(named);
  const local = server !== undefined && isThisMachine(server);
  const emulators = local ? (await import('@partyline/emulator')).defaultApp : undefined;
  const appKey = options.appKey ?? (io.env.PARTYLINE_APP_KEY || emulators?.appKey);
  if (appKey === undefined) {
    throw usage('which app? Give --app-key or set PARTYLINE_APP_KEY; or try it on the emulator: --server emulator');
  }
  const appSecret = await readSecret(io, {
    name: 'app secret',
    argument: { option: '--app-secret', value: options.appSecret },
    file: { option: '--secret-file', path: options.secretFile },
    variable: 'PARTYLINE_APP_SECRET',
  });
  // The emulator's first app is no secret; that of any other is.
  const open = emulators && appKey === emulators.appKey ? new Secret(emulators.appSecret) : undefined;
  const secret = appSecret ?? open;
  if (secret === undefined) {
    throw usage(`the secret of app "${appKey}" is needed: set PARTYLINE_APP_SECRET, or give --secret-file`);
  }
  return { server, appKey, appSecret: secret, generation: options.generation };
}

function urlOf(text: string): string {
  if (!URL.canParse(text)) {
    throw usage(`--server: "${text}" is no URL, e.g. ${emulatorUrl}; "emulator" and "yunxin" are known by name`);
  }
  return text.replace(/\/+$/, '');
}

/** Whether a server runs on this machine. */
export function isThisMachine(server: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(server).hostname);
}
