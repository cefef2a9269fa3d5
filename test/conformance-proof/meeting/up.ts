import { SessionError } from '@partyline/core';
import { type Breaks, liar } from '../break.ts';
import { blink, calm, lagging, type MemoryMeetingWorld, meeting, member } from './broken.ts';

/** Broken in `status()`, `initialize()` and logins that work. */
export const brokenUp: Breaks<MemoryMeetingWorld> = {
  'meeting/status-before-initialize': meeting((real) => {
    let asked = false;
    const note = () => {
      asked = true;
    };
    return {
      status: () => (asked ? real.status() : { ...real.status(), userUuid: 'who was here last' }),
      initialize: (request, signal) => {
        note();
        return real.initialize(request, signal);
      },
      close: () => {
        note();
        return real.close();
      },
    };
  }),
  'meeting/initialize-ready': lagging('initialize', (before, _, first) => (first ? before : undefined)),
  'meeting/initialize-twice': meeting(
    (real) => ({
      initialize: async (request, signal) => {
        await real.logout();
        return real.initialize(request, signal);
      },
      // What it waits for lets a close() go first.
    }),
    'meeting/close-initialize-on-its-way',
  ),
  'meeting/initialize-aborted': meeting((real) => ({ initialize: (request) => real.initialize(request, calm()) })),
  'meeting/initialize-leaves-im': meeting((real, world) => ({
    initialize: async (request, signal) => {
      await real.initialize(request, signal);
      if (request.reuse === 'required') await blink(world);
    },
  })),

  'meeting/login-names-member': {
    // The kit says who it was told to be only when it has had some time, or something else to do.
    world: (world) => {
      const { port } = world;
      let lags = false;
      let calls = 0;
      const forget = () => {
        lags = false;
      };
      port.subscribe(forget);
      world.im.subscribe(forget);
      return {
        ...world,
        settled: () => {
          forget();
          return world.settled();
        },
        port: {
          ...port,
          login: async (account, mode, signal) => {
            forget();
            const first = calls++ === 0;
            const answer = await port.login(account, mode, signal);
            lags = first && mode === 'reused' && account.userUuid === 'ann';
            return answer;
          },
          logout: () => {
            forget();
            return port.logout();
          },
          join: (request, signal) => {
            forget();
            return port.join(request, signal);
          },
          close: () => {
            forget();
            return port.close();
          },
          status: () => (lags ? { ...port.status(), ...member, userUuid: 'ben' } : port.status()),
        },
      };
    },
    also: [],
  },
  'meeting/login-in-no-room': meeting((real) => {
    let entered = false;
    return {
      status: () => {
        const status = real.status();
        return status.phase === 'loggedIn' && !entered ? { ...status, meetingNum: '000' } : status;
      },
      join: (request, signal) => {
        entered = true;
        return real.join(request, signal);
      },
      joinAnonymously: (request, signal) => {
        entered = true;
        return real.joinAnonymously(request, signal);
      },
    };
  }),
  'meeting/login-answers-accid': meeting((real) => ({
    login: async (account, mode, signal) => {
      const answer = await real.login(account, mode, signal);
      return mode === 'reused' ? { accid: 'bob' } : answer;
    },
  })),
  'meeting/login-id-case': [
    meeting((real) => ({
      login: async (account, mode, signal) => {
        if (/[A-Z]/.test(account.userUuid)) throw new SessionError('badCredentials');
        return real.login(account, mode, signal);
      },
    })),
    meeting((real) => {
      let last = '';
      return {
        login: async (account, mode, signal) => {
          const other = last !== account.userUuid && last.toLowerCase() === account.userUuid;
          if (other) throw new SessionError('alreadyLoggedIn');
          last = account.userUuid;
          return real.login(account, mode, signal);
        },
      };
    }),
    meeting((real) => ({
      login: async (account, mode, signal) => {
        const loud = /[A-Z]/.test(account.userUuid);
        if (loud && real.status().phase === 'loggedIn') throw new SessionError('alreadyLoggedIn');
        return real.login(account, mode, signal);
      },
    })),
  ],
  'meeting/login-again': [
    meeting((real) => {
      const { lie, subscribe } = liar(real);
      return {
        subscribe,
        login: async (account, mode, signal) => {
          const again = real.status().phase === 'loggedIn';
          const answer = await real.login(account, mode, signal);
          if (again) lie({ type: 'signedOut', reason: 'replaced' });
          return answer;
        },
      };
    }),
    meeting((real) => {
      let last = '';
      return {
        login: async (account, mode, signal) => {
          const again = real.status().phase === 'loggedIn' && last === account.userUuid;
          last = account.userUuid;
          if (again) throw new SessionError('alreadyLoggedIn');
          return real.login(account, mode, signal);
        },
      };
    }),
  ],
  'meeting/login-concurrent': meeting((real) => {
    let open = false;
    return {
      login: async (account, mode, signal) => {
        if (open) throw new SessionError('busy');
        open = true;
        try {
          return await real.login(account, mode, signal);
        } finally {
          open = false;
        }
      },
    };
  }),
  'meeting/login-other-member': [
    meeting((real) => ({
      login: async (account, mode, signal) => {
        if (real.status().phase === 'loggedIn' && account.userUuid === 'ben') return { accid: 'bob' };
        return real.login(account, mode, signal);
      },
    })),
    meeting((real) => ({
      login: async (account, mode, signal) => {
        if (account.userUuid === 'ben') await real.logout();
        return real.login(account, mode, signal);
      },
    })),
  ],
};
