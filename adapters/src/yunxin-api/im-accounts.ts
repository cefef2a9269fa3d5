import { type ImAccountRecord, isSessionError, SessionError } from '@partyline/core';
import { fieldIn, needed, textIn } from './answers.ts';
import type { Call } from './caller.ts';
import { vendorError } from './failure.ts';
import type { Guarded } from './guarded.ts';
import { accidOf, requestOf, tokenOf } from './ids.ts';
import type { Ledger } from './ledger.ts';
import { path } from './request.ts';
import { randomId } from './signature.ts';
import type { Turns } from './turns.ts';

/** An IM account as the server shows it; it never shows the token. */
export interface ImAccountState {
  readonly accid: string;
  readonly enabled: boolean;
}

/** What the IM side of the port stands on. */
export interface ImAccountsContext {
  readonly call: Call;
  readonly ledger: Ledger;
  readonly turns: Turns;
  readonly guarded: Guarded;
  /** The IM token that another API has on record for the account, if one has. */
  readonly recordedToken: (accid: string, signal?: AbortSignal) => Promise<string | undefined>;
}

export type ImAccounts = ReturnType<typeof createImAccounts>;

const notThere = 102404;
const existsAlready = 414;
const has = (error: unknown, code: number) => isSessionError(error) && error.vendor?.code === code;
/** It is not known whether the server did it. */
const unanswered = (error: unknown) =>
  isSessionError(error) && ['network', 'timeout', 'aborted', 'rateLimited'].includes(error.kind);

/** IM accounts over server API v2. */
export function createImAccounts({ call, ledger, turns, guarded, recordedToken }: ImAccountsContext) {
  const one = (accid: string, ...rest: string[]) => path('im', 'v2', 'accounts', accid, ...rest);
  const act = (accid: string, name: string) => one(accid, 'actions', name);

  async function lookUp(id: string, signal?: AbortSignal): Promise<ImAccountState | undefined> {
    const what = `look up the IM account "${id}"`;
    try {
      const data = await call({ surface: 'im', what, method: 'GET', path: one(id), twice: 'harmless' }, signal);
      const enabled = fieldIn(fieldIn(data, 'configuration'), 'enabled') !== false;
      return { accid: textIn(data, 'account_id') ?? id, enabled };
    } catch (error) {
      if (has(error, notThere)) return undefined;
      throw error;
    }
  }

  /** The account was there before us: it is answered only if its token is known, and not another than the wanted one. */
  async function existing(id: string, wanted: string | undefined, signal?: AbortSignal): Promise<ImAccountRecord> {
    const token = ledger.tokenOf(id) ?? (await recordedToken(id, signal));
    if (token !== undefined && (wanted === undefined || wanted === token)) return { accid: id, token };
    const why = token === undefined ? 'and the server does not tell its token' : 'with another token';
    const { vendor } = vendorError('im', existsAlready, '');
    throw new SessionError('vendor', {
      message: `create the IM account "${id}": it exists already, ${why} (im ${existsAlready}). Nothing was changed. To fix it, use the token that you stored when it was created, or make a new one with refreshImToken()`,
      vendor,
    });
  }

  async function create(id: string, wanted: string | undefined, signal?: AbortSignal): Promise<ImAccountRecord> {
    // Only who knows that it was not there can tell a lost answer from somebody else's account.
    if (await lookUp(id, signal)) return existing(id, wanted, signal);
    const token = wanted ?? randomId();
    const what = `create the IM account "${id}"`;
    let attempts = 0;
    ledger.note(id, token);
    try {
      const data = await call(
        {
          surface: 'im',
          what,
          method: 'POST',
          path: path('im', 'v2', 'accounts'),
          json: { account_id: id, token },
          secrets: [token],
          twice: 'harmless',
          onAttempt: () => {
            attempts += 1;
          },
        },
        signal,
      );
      const accid = needed(data, 'account_id', what);
      return { accid, token: textIn(data, 'token') ?? token };
    } catch (error) {
      const mine = attempts > 1;
      // What was not answered may have been done, and then with this token: a later call finds it.
      if (!unanswered(error) && !(has(error, existsAlready) && mine)) ledger.forget(id);
      if (has(error, existsAlready) && (await lookUp(id, signal))) return existing(id, wanted, signal);
      throw error;
    }
  }

  return {
    find: async (accid: string, signal?: AbortSignal): Promise<ImAccountState | undefined> =>
      lookUp(accidOf(accid), signal),

    createImAccount: async (
      request: { readonly accid: string; readonly token?: string },
      signal?: AbortSignal,
    ): Promise<ImAccountRecord> => {
      const { accid, token } = requestOf(request);
      const id = accidOf(accid);
      const wanted = token === undefined ? undefined : tokenOf(token, 'token');
      return guarded.during([wanted], () => turns.take(`im ${id}`, signal, () => create(id, wanted, signal)));
    },

    refreshImToken: async (accid: string, signal?: AbortSignal): Promise<ImAccountRecord> => {
      const id = accidOf(accid);
      const what = `make a new token for the IM account "${id}"`;
      return turns.take(`im ${id}`, signal, async () => {
        // Asked twice, the second token is the one that counts, and the one that is answered.
        ledger.forget(id);
        const data = await call(
          { surface: 'im', what, method: 'PATCH', path: act(id, 'refresh_token'), twice: 'harmless' },
          signal,
        );
        const token = needed(data, 'token', what);
        ledger.note(id, token);
        return { accid: textIn(data, 'account_id') ?? id, token };
      });
    },

    setImAccountEnabled: async (accid: string, enabled: boolean, signal?: AbortSignal): Promise<void> => {
      const id = accidOf(accid);
      if (typeof enabled !== 'boolean') throw new SessionError('invalidInput', { message: 'enabled is true or false' });
      const what = `${enabled ? 'enable' : 'disable'} the IM account "${id}"`;
      const json = { enabled, need_kick: false };
      await call({ surface: 'im', what, method: 'PATCH', path: act(id, 'disable'), json, twice: 'harmless' }, signal);
    },

    kick: async (accid: string, signal?: AbortSignal): Promise<void> => {
      const id = accidOf(accid);
      const json = { type: 1, device_id_list: [] };
      // Not twice: the second would end the login of somebody who came back after the first.
      await call(
        { surface: 'im', what: `kick "${id}"`, method: 'POST', path: act(id, 'kick'), json, twice: 'no' },
        signal,
      );
    },
  };
}
