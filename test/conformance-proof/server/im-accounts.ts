import { SessionError } from '@partyline/core';
import { type Breaks, failing } from '../break.ts';
import { accounts, type MemoryAccountsWorld, withoutCode } from './broken-accounts.ts';

/** Broken in IM accounts. */
export const brokenImAccounts: Breaks<MemoryAccountsWorld> = {
  'accounts/im-created': accounts((real) => ({
    createImAccount: async (request) => ({ ...(await real.createImAccount(request)), accid: 'another' }),
  })),
  'accounts/im-created-token': accounts(
    (real) => ({
      createImAccount: async (request) => {
        const record = await real.createImAccount(request);
        return request.token === undefined ? { ...record, token: '' } : record;
      },
      // Without a token nobody gets in.
    }),
    'accounts/im-usable',
  ),
  'accounts/im-usable': accounts((real) => ({
    createImAccount: async (request) => {
      const record = await real.createImAccount(request);
      return request.token === undefined ? { ...record, token: 'not-the-one-that-there-is' } : record;
    },
  })),
  'accounts/im-again': accounts((real) => {
    const created = new Set<string>();
    return {
      createImAccount: async (request) => {
        const key = `${request.accid} ${request.token}`;
        if (created.has(key)) throw new SessionError('vendor', { vendor: { name: 'v', surface: 's', code: 409 } });
        created.add(key);
        return real.createImAccount(request);
      },
    };
  }),
  'accounts/im-other-token': accounts((real) => ({
    createImAccount: (request) =>
      failing(real.createImAccount(request), (error) => (error.vendor?.code === 409 ? withoutCode(error) : error)),
  })),
  'accounts/im-other-token-kept': accounts((real, { cloud }) => ({
    createImAccount: (request) =>
      failing(real.createImAccount(request), (error) => {
        if (error.vendor?.code === 409 && request.token) cloud.server.setImToken(request.accid, request.token);
        return error;
      }),
  })),
  'accounts/im-refreshed': [
    accounts((real) => ({
      refreshImToken: async (accid) => ({ ...(await real.refreshImToken(accid)), accid: 'another' }),
    })),
    accounts(
      (real) => ({
        refreshImToken: (accid) => real.createImAccount({ accid, token: `conformance-${accid}` }),
      }),
      'accounts/im-refreshed-holds',
      'accounts/im-unknown-refreshed',
    ),
  ],
  'accounts/im-refreshed-holds': accounts((real, { cloud }) => ({
    refreshImToken: async (accid) => {
      const record = await real.refreshImToken(accid);
      cloud.server.setImToken(accid, `conformance-${accid}`);
      return record;
    },
  })),
  'accounts/im-refreshed-lines': accounts((real, { cloud }) => ({
    refreshImToken: async (accid) => {
      const record = await real.refreshImToken(accid);
      cloud.server.kick(accid);
      return record;
    },
  })),
  'accounts/im-disabled': accounts((real) => ({
    setImAccountEnabled: (accid) => real.setImAccountEnabled(accid, true),
  })),
  'accounts/im-enabled': [
    accounts((real) => {
      let last: boolean | undefined;
      return {
        setImAccountEnabled: async (accid, enabled) => {
          if (last === enabled) throw new SessionError('vendor');
          last = enabled;
          return real.setImAccountEnabled(accid, enabled);
        },
      };
    }),
    accounts((real) => ({ setImAccountEnabled: (accid) => real.setImAccountEnabled(accid, false) })),
  ],
  'accounts/kick': accounts((real) => ({
    kick: async (accid) => {
      if (accid !== 'alice') return real.kick(accid);
    },
  })),
  'accounts/kick-nobody': accounts((real, { cloud }) => ({
    kick: async (accid) => {
      if (accid === 'alice' && !cloud.server.isOnline(accid)) throw new SessionError('notLoggedIn');
      return real.kick(accid);
    },
  })),
  'accounts/im-unknown-refreshed': [
    accounts((real) => ({ refreshImToken: (accid) => failing(real.refreshImToken(accid), withoutCode) })),
    accounts((real) => ({
      refreshImToken: async (accid) => {
        await real.createImAccount({ accid });
        return real.refreshImToken(accid);
      },
    })),
  ],
  'accounts/im-unknown-disabled': accounts((real) => ({
    setImAccountEnabled: (accid, enabled) => failing(real.setImAccountEnabled(accid, enabled), withoutCode),
  })),
  'accounts/im-unknown-kicked': accounts((real) => ({
    kick: async (accid) => {
      if (accid !== 'bob') return real.kick(accid);
    },
  })),
};
