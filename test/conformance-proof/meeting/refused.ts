import { type ErrorKind, Secret, SessionError, type VendorDetail } from '@partyline/core';
import { type Breaks, failing } from '../break.ts';
import { fixed, type MemoryMeetingWorld, meeting } from './broken.ts';

/** In mode reused, what the vendor's `code` is taken for is another kind. */
const taken = (code: number, kind: ErrorKind) =>
  meeting((real) => ({
    login: (account, mode, signal) =>
      failing(real.login(account, mode, signal), (error) => {
        const { vendor } = error;
        return mode === 'reused' && vendor?.code === code ? new SessionError(kind, { vendor }) : error;
      }),
  }));

/** A refused token shows somewhere in the error. */
const leaking = (leak: (token: string, vendor: VendorDetail | undefined) => unknown) =>
  meeting((real) => ({
    login: (account, mode, signal) =>
      failing(real.login(account, mode, signal), (error) =>
        error.vendor?.code === 1027 ? leak(fixed(account).open(), error.vendor) : error,
      ),
  }));

/** Broken in logins that don't work, and in what they say. */
export const brokenRefused: Breaks<MemoryMeetingWorld> = {
  'meeting/login-before-initialize': meeting((real) => ({
    login: (account, mode, signal) => {
      const up = real.status().phase !== 'uninitialized';
      return up ? real.login(account, mode, signal) : Promise.reject(new SessionError('adapter'));
    },
  })),
  'meeting/login-wrong-token': taken(1027, 'vendor'),
  'meeting/login-unknown-member': taken(402, 'vendor'),
  'meeting/login-expired': taken(1026, 'badCredentials'),
  'meeting/login-refused-then-right': meeting((real) => {
    let blocked: SessionError | undefined;
    return {
      login: async (account, mode, signal) => {
        if (blocked) throw blocked;
        return failing(real.login(account, mode, signal), (error) => {
          if (error.vendor?.code === 1027) blocked = error;
          return error;
        });
      },
    };
  }),
  'meeting/error-vendor-code': meeting((real) => ({
    login: (account, mode, signal) =>
      failing(real.login(account, mode, signal), (error) =>
        error.vendor?.code === 1027 ? new SessionError(error.kind) : error,
      ),
  })),
  'meeting/error-no-token': [
    leaking((token, vendor) => new SessionError('badCredentials', { vendor, message: `refused: ${token}` })),
    leaking((token, vendor) => new SessionError('badCredentials', { vendor, cause: { headers: { token } } })),
  ],
  'meeting/provider-asked-anew': meeting((real) => {
    let answered: Secret | undefined;
    return {
      login: (account, mode, signal) => {
        const { userUuid, token } = account;
        if (token instanceof Secret) return real.login(account, mode, signal);
        const ask = async () => {
          answered = await token();
          return answered;
        };
        return real.login({ userUuid, token: answered ?? ask }, mode, signal);
      },
    };
  }),
  'meeting/provider-fails': [
    taken(191003, 'adapter'),
    meeting((real, { members }) => ({
      login: (account, mode, signal) =>
        failing(real.login(account, mode, signal), (error) =>
          error.vendor?.code === 191003
            ? new SessionError('badCredentials', { message: `could not fetch ${members.ann.token}` })
            : error,
        ),
    })),
  ],
};
