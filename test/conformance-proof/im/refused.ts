import { type ErrorKind, Secret, SessionError, type VendorDetail } from '@partyline/core';
import { type Breaks, failing } from '../break.ts';
import { calm, fixed, ghost, im, type MemoryImWorld } from './broken.ts';

/** What the vendor's `code` is taken for is another kind. */
const taken = (code: number, kind: ErrorKind) =>
  im((real) => ({
    login: (account, signal) =>
      failing(real.login(account, signal), (error) => {
        const { vendor } = error;
        return vendor?.code === code ? new SessionError(kind, { vendor }) : error;
      }),
  }));

/** A refused token shows somewhere in the error. */
const leaking = (leak: (token: string, vendor: VendorDetail | undefined) => unknown) =>
  im((real) => ({
    login: (account, signal) =>
      failing(real.login(account, signal), (error) =>
        error.vendor?.code === 102302 ? leak(fixed(account).open(), error.vendor) : error,
      ),
  }));

/** Broken in logins that don't work, and in what they say. */
export const brokenRefused: Breaks<MemoryImWorld> = {
  'im/login-before-initialize': im((real) => ({
    login: (account, signal) => {
      const up = real.status().phase !== 'uninitialized';
      return up ? real.login(account, signal) : Promise.reject(new SessionError('adapter'));
    },
  })),
  'im/login-wrong-token': taken(102302, 'vendor'),
  'im/login-unknown-account': taken(102404, 'vendor'),
  'im/login-disabled': taken(102422, 'badCredentials'),
  'im/login-no-network': taken(192001, 'vendor'),
  'im/login-refused-offline': im((real, world) => ({
    login: (account, signal) =>
      failing(real.login(account, signal), (error) => {
        if (error.vendor?.code === 102302) ghost(world);
        return error;
      }),
  })),
  'im/login-refused-then-right': im((real) => {
    let blocked: SessionError | undefined;
    return {
      login: async (account, signal) => {
        if (blocked) throw blocked;
        return failing(real.login(account, signal), (error) => {
          if (error.vendor?.code === 102302) blocked = error;
          return error;
        });
      },
    };
  }),
  'im/error-vendor-code': im((real) => ({
    login: (account, signal) =>
      failing(real.login(account, signal), (error) =>
        error.vendor?.code === 102302 ? new SessionError(error.kind) : error,
      ),
  })),
  'im/error-no-token': [
    leaking((token, vendor) => new SessionError('badCredentials', { vendor, message: `refused: ${token}` })),
    leaking((token, vendor) => new SessionError('badCredentials', { vendor, cause: new Error(`refused: ${token}`) })),
    leaking(
      (token, vendor) => new SessionError('badCredentials', { vendor, cause: { request: { headers: [token] } } }),
    ),
    leaking((token) => new SessionError('badCredentials', { vendor: { name: 'v', surface: token, code: 1 } })),
    leaking((token, vendor) => {
      const error = new SessionError('badCredentials', { vendor });
      error.stack = `login(${token})`;
      return error;
    }),
    leaking((token, vendor) => Object.assign(new SessionError('badCredentials', { vendor }), { toJSON: () => token })),
  ],
  'im/provider-asked-anew': im((real) => {
    let answered: Secret | undefined;
    return {
      login: (account, signal) => {
        const { accid, token } = account;
        if (token instanceof Secret) return real.login(account, signal);
        const ask = async () => {
          answered = await token();
          return answered;
        };
        return real.login({ accid, token: answered ?? ask }, signal);
      },
    };
  }),
  'im/provider-fails': [
    taken(191003, 'adapter'),
    im((real, { accounts }) => ({
      login: (account, signal) =>
        failing(real.login(account, signal), (error) =>
          error.vendor?.code === 191003
            ? new SessionError('badCredentials', { message: `could not fetch ${accounts.alice.token}` })
            : error,
        ),
    })),
  ],
  'im/login-aborted-before': im((real) => ({
    login: (account, signal) => real.login(account, signal.aborted ? calm() : signal),
  })),
};
