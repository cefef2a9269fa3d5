import { SessionError } from '@partyline/core';
import { type Breaks, failing, liar } from '../break.ts';
import { ghost, im, type MemoryImWorld } from './broken.ts';

/** Broken in what an abort leaves behind, and in `logout()`. */
export const brokenAbort: Breaks<MemoryImWorld> = {
  'im/login-aborted-during': im(
    (real) => ({
      login: (account, signal) => {
        const before = signal.aborted;
        return failing(real.login(account, signal), (error) =>
          error.kind === 'aborted' && !before ? new SessionError('superseded') : error,
        );
      },
    }),
    'im/provider-aborted',
  ),
  'im/login-given-up': [
    im(
      (real) => {
        const { lie, subscribe } = liar(real);
        return {
          subscribe,
          login: (account, signal) => {
            if (!signal.aborted)
              signal.addEventListener('abort', () => lie({ type: 'loggedIn', accid: account.accid }));
            return real.login(account, signal);
          },
        };
      },
      'im/login-aborted-during',
      'im/provider-aborted',
    ),
    im(
      (real, { cloud }) => {
        // The answer of the server comes late, and nobody remembers that it is not wanted any more.
        const clock = cloud.ports.clock;
        return {
          login: (account, signal) => {
            if (!signal.aborted)
              signal.addEventListener('abort', () =>
                clock?.setTimeout(() => {
                  cloud.faults.clear();
                  real.login(account, new AbortController().signal).catch(() => {});
                }, 500),
              );
            return real.login(account, signal);
          },
        };
      },
      'im/login-aborted-during',
      'im/login-aborted-offline',
      'im/login-aborted-then-other',
      'im/provider-aborted',
    ),
  ],
  'im/login-aborted-offline': im((real, world) => ({
    login: (account, signal) => {
      const before = signal.aborted;
      return failing(real.login(account, signal), (error) => {
        if (error.kind === 'aborted' && !before) ghost(world);
        return error;
      });
    },
  })),
  'im/login-aborted-then-other': im((real) => {
    let blocked = false;
    return {
      login: async (account, signal) => {
        if (blocked) throw new SessionError('busy');
        return failing(real.login(account, signal), (error) => {
          blocked = error.kind === 'aborted';
          return error;
        });
      },
    };
  }),
  'im/abort-after': im((real) => ({
    login: async (account, signal) => {
      await real.login(account, signal);
      signal.addEventListener('abort', () => void real.logout());
    },
  })),

  'im/logout-ends': im((real) => {
    // The status is read from what the SDK said before, and once only.
    let old: ReturnType<typeof real.status> | undefined;
    return {
      login: (account, signal) => {
        old = undefined;
        return real.login(account, signal);
      },
      logout: async () => {
        const before = real.status();
        await real.logout();
        old = before.phase === 'loggedIn' && before.line === 'online' ? before : undefined;
      },
      status: () => {
        const status = old ?? real.status();
        old = undefined;
        return status;
      },
    };
  }),
  'im/logout-offline': im((real, world) => ({
    logout: async () => {
      await real.logout();
      if (real.status().phase === 'ready') ghost(world);
    },
  })),
  'im/logout-idempotent': im(
    (real) => {
      let kicked = false;
      real.subscribe(({ type }) => {
        kicked = type === 'kicked';
      });
      return {
        logout: async () => {
          if (real.status().phase === 'ready' && !kicked)
            throw new SessionError('vendor', { message: 'Illegal logout' });
          return real.logout();
        },
      };
    },
    'im/logout-during-login',
    'im/provider-logged-out',
  ),
  'im/logout-before-initialize': im((real) => ({
    logout: async () => {
      if (real.status().phase === 'uninitialized') throw new SessionError('notInitialized');
      return real.logout();
    },
  })),
  'im/logout-after-kick': im((real) => {
    let kicked = false;
    real.subscribe(({ type }) => {
      kicked = type === 'kicked';
    });
    return {
      logout: async () => {
        if (kicked) throw new SessionError('vendor', { message: 'Illegal logout' });
        return real.logout();
      },
    };
  }),
  'im/logout-line-down': [
    im((real) => ({
      logout: async () => {
        const status = real.status();
        if (status.phase === 'loggedIn' && status.line === 'reconnecting') throw new SessionError('network');
        return real.logout();
      },
    })),
    im((real, { cloud, accounts }) => {
      // Nobody told the reconnect that it is not wanted any more.
      let left = false;
      cloud.network.onChange((up) => {
        if (up && left) cloud.host.login(accounts.alice);
      });
      return {
        logout: async () => {
          const status = real.status();
          await real.logout();
          left = status.phase === 'loggedIn' && status.line === 'reconnecting';
        },
      };
    }),
  ],
  'im/logout-then-login': im((real) => {
    let out = false;
    return {
      logout: async () => {
        await real.logout();
        out = true;
      },
      login: async (account, signal) => {
        if (out && account.accid === 'bob') throw new SessionError('busy');
        return real.login(account, signal);
      },
    };
  }, 'im/event-order'),
};
