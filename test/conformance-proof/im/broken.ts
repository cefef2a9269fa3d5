import type { MemoryCloud } from '@partyline/adapters/memory';
import type { ImWorld } from '@partyline/conformance';
import type { ImLogin, ImPort, Secret } from '@partyline/core';
import { breaking } from '../break.ts';

export type MemoryImWorld = ImWorld & { readonly cloud: MemoryCloud };

export const im = breaking<ImPort, MemoryImWorld>();

/** A login that nobody knows of: another device has the account. */
export const ghost = ({ cloud, accounts }: MemoryImWorld) => cloud.device().host.login(accounts.alice);

export const calm = () => new AbortController().signal;

export const ready = { phase: 'ready', appKey: 'app' } as const;

export const loggedIn = { phase: 'loggedIn', accid: 'alice', appKey: 'app', line: 'online' } as const;

/** The fixed token of a login; the kit uses a provider only where a sentence is about providers. */
export function fixed({ token }: ImLogin): Secret {
  if (typeof token === 'function') throw new Error('this login has a provider');
  return token;
}
