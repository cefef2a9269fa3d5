import { SessionError } from '@partyline/core';
import { type Breaks, failing, liar } from '../break.ts';
import { ghost, im, type MemoryImWorld, ready } from './broken.ts';

/** Notes which login is under way, and does something when the port is closed meanwhile. */
const onCloseDuringLogin = (then: (world: MemoryImWorld) => void, ...also: string[]) =>
  im(
    (real, world) => {
      let open = 0;
      return {
        login: async (account, signal) => {
          open++;
          try {
            return await real.login(account, signal);
          } finally {
            open--;
          }
        },
        close: async () => {
          const late = open > 0;
          await real.close();
          if (late) then(world);
        },
      };
    },
    ...also,
  );

/** Broken in `close()`. */
export const brokenClose: Breaks<MemoryImWorld> = {
  'im/close-uninitialized': im((real) => {
    let closed = false;
    return {
      close: async () => {
        closed = real.status().phase === 'loggedIn';
        await real.close();
      },
      status: () => {
        const status = real.status();
        const lies = closed && status.phase === 'uninitialized';
        closed = false;
        return lies ? ready : status;
      },
    };
  }, 'im/close-afresh'),
  'im/close-offline': im(
    (real, world) => {
      let own = false;
      return {
        login: async (account, signal) => {
          await real.login(account, signal);
          own = true;
        },
        close: async () => {
          const left = own && real.status().phase === 'loggedIn';
          await real.close();
          if (left) ghost(world);
        },
      };
    },
    'im/host-first-then-us-survives-close',
    'im/host-after-us-survives-close',
  ),
  'im/close-idempotent': [
    im(
      (real) => ({
        close: async () => {
          if (real.status().phase === 'uninitialized') throw new SessionError('notInitialized');
          return real.close();
        },
      }),
      'im/close-initialize-on-its-way',
    ),
    im((real) => {
      let closing = false;
      return {
        close: async () => {
          if (closing) throw new SessionError('busy');
          closing = true;
          await real.close();
          closing = false;
        },
      };
    }),
  ],
  'im/close-afresh': im((real) => {
    let used = false;
    return {
      initialize: async (request, signal) => {
        if (used && real.status().phase === 'uninitialized') throw new SessionError('unsupported');
        return real.initialize(request, signal);
      },
      login: async (account, signal) => {
        await real.login(account, signal);
        used = true;
      },
    };
  }),
  'im/close-settles-calls': im((real) => {
    let closed = false;
    return {
      login: async (account, signal) => {
        closed = false;
        try {
          await real.login(account, signal);
        } catch (error) {
          if (closed) return new Promise(() => {});
          throw error;
        }
      },
      close: () => {
        closed = true;
        return real.close();
      },
    };
  }, 'im/provider-closed'),
  'im/close-no-late-effect': im((real, { cloud }) => {
    const { lie, subscribe } = liar(real);
    return {
      subscribe,
      login: (account, signal) =>
        failing(real.login(account, signal), (error) => {
          cloud.ports.clock?.setTimeout(() => {
            if (real.status().phase === 'uninitialized') lie({ type: 'loggedIn', accid: account.accid });
          }, 500);
          return error;
        }),
    };
  }),
  'im/close-no-late-effect-afresh': onCloseDuringLogin(({ cloud, port, accounts }) =>
    cloud.ports.clock?.setTimeout(() => {
      if (port.status().phase === 'ready') cloud.host.login(accounts.alice);
    }, 500),
  ),
  'im/close-no-late-login-online': onCloseDuringLogin(ghost),
  'im/close-keeps-listeners': im((real) => {
    const stops = new Set<() => void>();
    return {
      subscribe: (listener) => {
        const stop = real.subscribe(listener);
        stops.add(stop);
        return stop;
      },
      close: async () => {
        await real.close();
        for (const stop of stops) stop();
      },
    };
  }),
};
