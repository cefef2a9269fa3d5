import { type ImPort, SessionError } from '@partyline/core';
import { type Breaks, failing } from '../break.ts';
import { calm, im, loggedIn, type MemoryImWorld } from './broken.ts';

/** Notes that the port was asked for something. */
const busied = (port: ImPort, note: () => void): Pick<ImPort, 'initialize' | 'logout' | 'close'> => ({
  initialize: (request, signal) => {
    note();
    return port.initialize(request, signal);
  },
  logout: () => {
    note();
    return port.logout();
  },
  close: () => {
    note();
    return port.close();
  },
});

/** Broken in `status()`, `initialize()` and logins that work. */
export const brokenUp: Breaks<MemoryImWorld> = {
  'im/status-before-initialize': im((real) => ({
    status: () => {
      const status = real.status();
      return status.phase === 'uninitialized' ? { ...status, accid: 'who was here last' } : status;
    },
  })),
  'im/initialize-ready': im((real) => ({
    status: () => {
      const status = real.status();
      return status.phase === 'ready' ? { ...status, appKey: 'another' } : status;
    },
  })),
  'im/initialize-twice': im(
    (real, { appKey }) => ({
      initialize: async (request, signal) => {
        if (request.appKey === appKey) await real.logout();
        return real.initialize(request, signal);
      },
      // What it waits for lets a close() go first.
    }),
    'im/close-initialize-on-its-way',
  ),
  'im/initialize-other-app': [
    im((real, { appKey }) => ({ initialize: (_, signal) => real.initialize({ appKey }, signal) })),
    im(
      (real) => ({
        initialize: (request, signal) =>
          failing(real.initialize(request, signal), ({ kind, message }) =>
            kind === 'appMismatch' ? new Error(message) : kind,
          ),
      }),
      'im/initialize-aborted',
    ),
    im((real, { appKey }) => ({
      initialize: async (request, signal) => {
        if (request.appKey !== appKey) await real.logout();
        return real.initialize(request, signal);
      },
    })),
  ],
  'im/initialize-aborted': im((real) => ({ initialize: (request) => real.initialize(request, calm()) })),

  'im/login-names-account': {
    // The SDK says who it was told to be only when it has had some time, or something else to do.
    world: (world) => {
      const { port } = world;
      let lags = false;
      let calls = 0;
      port.subscribe(() => {
        lags = false;
      });
      return {
        ...world,
        settled: () => {
          lags = false;
          return world.settled();
        },
        port: {
          ...port,
          subscribe: (listener) => {
            calls++;
            return port.subscribe(listener);
          },
          ...busied(port, () => {
            lags = false;
          }),
          login: async (account, signal) => {
            lags = false;
            const first = calls++ === 0;
            await port.login(account, signal);
            lags = first && account.accid === 'alice';
          },
          status: () => (lags ? { ...loggedIn, accid: 'bob' } : port.status()),
        },
      };
    },
    also: [],
  },
  'im/login-app-key': im((real) => ({
    status: () => {
      const status = real.status();
      return status.phase === 'loggedIn' ? { ...status, appKey: 'another' } : status;
    },
  })),
  'im/login-id-case': [
    im((real) => ({
      login: async (account, signal) => {
        if (/[A-Z]/.test(account.accid)) throw new SessionError('badCredentials');
        return real.login(account, signal);
      },
    })),
    im((real) => {
      let last = '';
      return {
        login: async (account, signal) => {
          if (last !== account.accid && last.toLowerCase() === account.accid) await real.logout();
          last = account.accid;
          return real.login(account, signal);
        },
      };
    }),
    im((real) => ({
      login: async (account, signal) => {
        if (/[A-Z]/.test(account.accid) && real.status().phase === 'loggedIn') await real.logout();
        return real.login(account, signal);
      },
    })),
  ],
  'im/login-online': im(
    (real, { cloud }) => ({
      login: async (account, signal) => {
        await real.login(account, signal);
        cloud.server.app().lines.delete(account.accid.toLowerCase());
      },
    }),
    // A server that does not know of a login can't kick it.
    'im/kicked-other-client',
    'im/kicked-server',
    'im/kicked-kicked-by-client',
    'im/kicked-quiet',
    'im/kicked-then-login',
    'im/logout-after-kick',
  ),
  'im/login-again': im((real) => {
    let last: string | undefined;
    return {
      login: async (account, signal) => {
        if (real.status().phase === 'loggedIn' && last === account.accid) await real.logout();
        last = account.accid;
        return real.login(account, signal);
      },
    };
  }),
  'im/login-concurrent': im((real) => {
    let open: string | undefined;
    return {
      login: async (account, signal) => {
        if (open === account.accid) throw new SessionError('busy');
        open = account.accid;
        try {
          await real.login(account, signal);
        } finally {
          open = undefined;
        }
      },
    };
  }),
  'im/login-newest-wins': [
    im(
      (real) => {
        let open: string | undefined;
        return {
          login: async (account, signal) => {
            if (open !== undefined && open !== account.accid) throw new SessionError('busy');
            open = account.accid;
            try {
              await real.login(account, signal);
            } finally {
              open = undefined;
            }
          },
        };
      },
      'im/login-newest-wins-slow',
      'im/provider-overtaken',
    ),
    im(
      (real) => ({
        login: (account, signal) =>
          failing(real.login(account, signal), (error) => (error.kind === 'superseded' ? 'superseded' : error)),
      }),
      'im/login-newest-wins-slow',
      'im/provider-overtaken',
      'im/login-concurrent',
      'im/close-settles-calls',
    ),
  ],
  'im/login-one-account': im((real, { cloud, accounts }) => ({
    login: async (account, signal) => {
      const before = real.status();
      await real.login(account, signal);
      const replaced =
        before.phase === 'loggedIn' && before.accid === 'alice' && account.accid.toLowerCase() !== 'alice';
      if (replaced) cloud.device().host.login(accounts.alice);
    },
  })),
};
