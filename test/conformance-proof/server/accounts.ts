import type { MemoryCloud } from '@partyline/adapters/memory';
import type { AccountsWorld } from '@partyline/conformance';
import { type AccountsPort, type ErrorKind, SessionError } from '@partyline/core';
import { type Breaks, breaking, failing } from '../break.ts';

export type MemoryAccountsWorld = AccountsWorld & { readonly cloud: MemoryCloud };

const accounts = breaking<AccountsPort, MemoryAccountsWorld>();

const withoutCode = ({ kind }: SessionError) => new SessionError(kind);

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
      'accounts/im-unknown',
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
  'accounts/kick': accounts(() => ({ kick: async () => {} })),
  'accounts/kick-nobody': accounts((real, { cloud }) => ({
    kick: async (accid) => {
      if (!cloud.server.isOnline(accid)) throw new SessionError('notLoggedIn');
      return real.kick(accid);
    },
  })),
  'accounts/im-unknown': [
    accounts((real) => ({ refreshImToken: (accid) => failing(real.refreshImToken(accid), withoutCode) })),
    accounts((real) => ({
      refreshImToken: async (accid) => {
        await real.createImAccount({ accid });
        return real.refreshImToken(accid);
      },
    })),
  ],
};

const coded = (code: number, kind: ErrorKind) =>
  accounts((real) => ({
    createMeetingAccount: (request) =>
      failing(real.createMeetingAccount(request), (error) =>
        error.vendor?.code === code ? new SessionError(kind, { vendor: error.vendor }) : error,
      ),
  }));

/** Broken in meeting accounts, and in what errors say. */
export const brokenMeetingAccounts: Breaks<MemoryAccountsWorld> = {
  'accounts/meeting-created': accounts((real) => ({
    createMeetingAccount: async (request) => ({ ...(await real.createMeetingAccount(request)), accid: '' }),
  })),
  'accounts/meeting-usable': accounts((real) => ({
    createMeetingAccount: async (request) => ({
      ...(await real.createMeetingAccount(request)),
      userToken: 'not-the-one-that-there-is',
    }),
  })),
  'accounts/meeting-again': accounts((real) => {
    const created = new Set<string>();
    return {
      createMeetingAccount: async (request) => {
        const key = `${request.userUuid} ${request.accid}`;
        if (created.has(key)) throw new SessionError('vendor', { vendor: { name: 'v', surface: 's', code: 703 } });
        created.add(key);
        return real.createMeetingAccount(request);
      },
    };
  }),
  'accounts/meeting-wrong-token': [
    coded(704, 'vendor'),
    accounts((real) => ({
      createMeetingAccount: (request) =>
        failing(real.createMeetingAccount(request), (error) =>
          error.vendor?.code === 704 ? withoutCode(error) : error,
        ),
    })),
  ],
  'accounts/meeting-wrong-token-unbound': accounts((real, { cloud }) => ({
    createMeetingAccount: (request) =>
      failing(real.createMeetingAccount(request), (error) => {
        const { userUuid, accid } = request;
        if (error.vendor?.code === 704) cloud.server.addMeetingAccount({ userUuid, accid, token: 'half-made' });
        return error;
      }),
  })),
  'accounts/meeting-no-im': accounts((real) => ({
    createMeetingAccount: (request) =>
      failing(real.createMeetingAccount(request), (error) => (error.vendor?.code === 701 ? withoutCode(error) : error)),
  })),
  'accounts/meeting-one-each': accounts((real, { cloud }) => ({
    createMeetingAccount: async (request) => {
      const { userUuid, accid } = request;
      try {
        return await real.createMeetingAccount(request);
      } catch (error) {
        if (!(error instanceof SessionError) || error.vendor?.code !== 703) throw error;
        cloud.server.addMeetingAccount({ userUuid, accid, token: 'second' });
        return { userUuid, accid, userToken: 'second' };
      }
    },
  })),
  'accounts/meeting-bound-elsewhere': accounts((real, { cloud }) => ({
    createMeetingAccount: (request) =>
      failing(real.createMeetingAccount(request), (error) => {
        const { userUuid, accid } = request;
        if (error.vendor?.code === 409) cloud.server.addMeetingAccount({ userUuid, accid, token: 'moved' });
        return error;
      }),
  })),
  'accounts/meeting-refreshed': [
    accounts((real) => ({
      refreshMeetingToken: async (userUuid) => ({ ...(await real.refreshMeetingToken(userUuid)), accid: 'another' }),
    })),
    accounts((real) => {
      let first = '';
      return {
        createMeetingAccount: async (request) => {
          const record = await real.createMeetingAccount(request);
          first = record.userToken;
          return record;
        },
        refreshMeetingToken: async (userUuid) => ({ ...(await real.refreshMeetingToken(userUuid)), userToken: first }),
      };
    }, 'accounts/meeting-refreshed-holds'),
  ],
  'accounts/meeting-refreshed-holds': accounts((real, { cloud }) => ({
    refreshMeetingToken: async (userUuid) => {
      const record = await real.refreshMeetingToken(userUuid);
      cloud.server.setMeetingToken(userUuid, 'something-else');
      return record;
    },
  })),
  'accounts/meeting-unknown': accounts((real) => ({
    refreshMeetingToken: (userUuid) => failing(real.refreshMeetingToken(userUuid), withoutCode),
  })),
  'accounts/bound': accounts((real) => ({
    boundAccid: async (userUuid) => (/[A-Z]/.test(userUuid) ? undefined : real.boundAccid(userUuid)),
  })),
  'accounts/bound-unknown': accounts((real) => ({
    boundAccid: async (userUuid) => (await real.boundAccid(userUuid)) ?? (userUuid === 'bob' ? 'bob' : undefined),
  })),

  'accounts/error-no-token': [
    accounts((real) => ({
      createImAccount: (request) =>
        failing(
          real.createImAccount(request),
          ({ kind, vendor }) => new SessionError(kind, { vendor, message: `taken: ${request.token}` }),
        ),
    })),
    accounts((real, { secrets = [] }) => ({
      createMeetingAccount: (request) =>
        failing(
          real.createMeetingAccount(request),
          ({ kind, vendor }) => new SessionError(kind, { vendor, cause: { headers: { secret: secrets[0] } } }),
        ),
    })),
  ],
  'accounts/unreachable': accounts((real) => ({
    createImAccount: (request) =>
      failing(real.createImAccount(request), (error) =>
        error.kind === 'network' ? new SessionError('vendor', { vendor: error.vendor }) : error,
      ),
  })),
};
