import { isSessionError, SessionError } from '@partyline/core';
import { type Breaks, failing, slowerThanClose } from '../break.ts';
import { calm, im, type MemoryImWorld } from './broken.ts';

/** Overtaken by a later call, not by `close()`. */
const overtaken = ({ kind, vendor }: SessionError) => kind === 'superseded' && vendor !== undefined;

/** Broken where one call comes while another is under way. */
export const brokenOverlap: Breaks<MemoryImWorld> = {
  'im/initialize-given-up': im((real, { cloud }) => ({
    initialize: (request, signal) => {
      const before = signal.aborted;
      return failing(real.initialize(request, signal), (error) => {
        // The caller was told that nothing is left, and the SDK comes up all the same.
        if (error.kind === 'aborted' && !before)
          cloud.ports.clock?.setTimeout(() => void real.initialize(request, calm()), 500);
        return error;
      });
    },
  })),
  'im/login-newest-wins-slow': [
    im(
      (real, { cloud }) => ({
        login: (account, signal) =>
          failing(real.login(account, signal), (error) => {
            // The server's answer to what was overtaken comes in the end, and nobody remembers.
            if (error.kind === 'superseded')
              cloud.ports.clock?.setTimeout(() => {
                if (real.status().phase === 'loggedIn') real.login(account, calm()).catch(() => {});
              }, 500);
            return error;
          }),
      }),
      'im/login-newest-wins',
      'im/provider-overtaken',
    ),
    // Whoever was overtaken is told that all is well.
    im(
      (real) => ({
        login: async (account, signal) => {
          const error = await real.login(account, signal).catch((error: unknown) => error);
          if (error !== undefined && !(isSessionError(error) && overtaken(error))) throw error;
        },
      }),
      'im/provider-overtaken',
    ),
    // Whoever was overtaken is told something else.
    im(
      (real) => ({
        login: (account, signal) =>
          failing(real.login(account, signal), (error) => (overtaken(error) ? new SessionError('vendor') : error)),
      }),
      'im/login-concurrent',
      'im/login-newest-wins',
      'im/provider-overtaken',
    ),
  ],
  'im/host-first-then-us-survives-close': im((real, { cloud }) => {
    let ours = false;
    real.subscribe(({ type }) => {
      if (type === 'loggedOut') ours = false;
    });
    return {
      login: async (account, signal) => {
        await real.login(account, signal);
        // It was answered, whoever had logged in.
        ours = true;
      },
      close: async () => {
        if (ours) cloud.host.logout();
        return real.close();
      },
    };
  }),
  'im/host-after-us-survives-close': im((real, { cloud }) => {
    let ours: string | undefined;
    return {
      login: async (account, signal) => {
        await real.login(account, signal);
        ours = account.accid;
      },
      close: async () => {
        const status = real.status();
        if (status.phase === 'loggedIn' && status.accid === ours) cloud.host.logout();
        return real.close();
      },
    };
  }, 'im/host-first-then-us-survives-close'),
  'im/provider-aborted': im((real) => ({
    login: (account, signal) => real.login(account, typeof account.token === 'function' ? calm() : signal),
  })),
  'im/provider-overtaken': im(
    (real) => ({
      login: async (account, signal) => {
        if (typeof account.token === 'function') await account.token().catch(() => {});
        return real.login(account, signal);
      },
    }),
    'im/provider-logged-out',
  ),
  'im/provider-logged-out': im((real) => {
    let logins = 0;
    return {
      login: async (account, signal) => {
        const mine = ++logins;
        if (typeof account.token === 'function') await account.token().catch(() => {});
        if (mine !== logins) throw new SessionError('superseded');
        return real.login(account, signal);
      },
    };
  }),
  'im/provider-closed': im((real, { appKey }) => {
    let closed = false;
    return {
      login: async (account, signal) => {
        closed = false;
        if (typeof account.token !== 'function') return real.login(account, signal);
        const call = real.login(account, signal);
        await account.token().catch(() => {});
        // Whoever asks for a token wants to be logged in.
        if (!closed) return call;
        await call.catch(() => {});
        await real.initialize({ appKey }, calm());
        return real.login(account, signal);
      },
      close: () => {
        closed = true;
        return real.close();
      },
    };
  }),
  'im/logout-during-login': im(
    (real) => ({
      logout: async () => {
        if (real.status().phase === 'loggedIn') await real.logout();
      },
    }),
    'im/provider-logged-out',
  ),
  'im/close-initialize-on-its-way': im((real) => slowerThanClose(real)),
  'im/initialize-during-close': im(
    (real) => {
      let own = false;
      return {
        login: async (account, signal) => {
          await real.login(account, signal);
          own = true;
        },
        close: async () => {
          // One thing after the other, and nobody is told to wait.
          if (own) await real.logout();
          await real.close();
        },
      };
    },
    'im/host-first-then-us-survives-close',
    'im/host-after-us-survives-close',
  ),
  'im/login-during-close': im((real, { appKey }) => {
    let closing: Promise<void> | undefined;
    return {
      login: async (account, signal) => {
        if (closing) {
          await closing;
          await real.initialize({ appKey }, calm());
        }
        await real.login(account, signal);
      },
      close: () => {
        closing = real.close().finally(() => {
          closing = undefined;
        });
        return closing;
      },
    };
  }),
};
