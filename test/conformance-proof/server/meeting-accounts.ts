import { type ErrorKind, SessionError } from '@partyline/core';
import { type Breaks, failing } from '../break.ts';
import { accounts, type MemoryAccountsWorld, withoutCode } from './broken-accounts.ts';

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
