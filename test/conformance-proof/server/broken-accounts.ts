import type { MemoryCloud } from '@partyline/adapters/memory';
import type { AccountsWorld } from '@partyline/conformance';
import { type AccountsPort, SessionError } from '@partyline/core';
import { breaking } from '../break.ts';

export type MemoryAccountsWorld = AccountsWorld & { readonly cloud: MemoryCloud };

export const accounts = breaking<AccountsPort, MemoryAccountsWorld>();

export const withoutCode = ({ kind }: SessionError) => new SessionError(kind);
