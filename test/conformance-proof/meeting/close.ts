import { type ReusePolicy, SessionError } from '@partyline/core';
import { type Breaks, failing } from '../break.ts';
import { calm, lagging, type MemoryMeetingWorld, meeting, member, ready } from './broken.ts';

/** Broken in `close()`. */
export const brokenClose: Breaks<MemoryMeetingWorld> = {
  'meeting/close-uninitialized': {
    ...lagging('close', (before) => (before.phase === 'loggedIn' ? ready : undefined)),
    also: ['meeting/close-join-on-its-way'],
  },
  'meeting/close-idempotent': [
    meeting(
      (real) => ({
        close: async () => {
          if (real.status().phase === 'uninitialized') throw new SessionError('notInitialized');
          return real.close();
        },
      }),
      'meeting/close-initialize-on-its-way',
    ),
    meeting((real) => {
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
  'meeting/close-afresh': meeting(
    (real) => {
      let used = false;
      return {
        login: async (account, mode, signal) => {
          const answer = await real.login(account, mode, signal);
          used = true;
          return answer;
        },
        initialize: async (request, signal) => {
          if (used && real.status().phase === 'uninitialized') throw new SessionError('unsupported');
          return real.initialize(request, signal);
        },
      };
    },
    'meeting/close-keeps-listeners',
    'meeting/close-join-on-its-way',
  ),
  'meeting/close-forgets-policy': meeting((real) => {
    let first: ReusePolicy | undefined;
    return {
      initialize: ({ appKey, reuse }, signal) => {
        first ??= reuse;
        return real.initialize({ appKey, reuse: first }, signal);
      },
    };
  }),
  'meeting/close-settles-calls': meeting((real) => {
    let closed = false;
    return {
      login: async (account, mode, signal) => {
        closed = false;
        try {
          return await real.login(account, mode, signal);
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
  }, 'meeting/provider-closed'),
  'meeting/close-no-late-effect': meeting(
    (real, { cloud }) => {
      let late = false;
      return {
        login: (account, mode, signal) =>
          failing(real.login(account, mode, signal), (error) => {
            cloud.ports.clock?.setTimeout(() => {
              late = real.status().phase === 'uninitialized';
            }, 500);
            return error;
          }),
        status: () => (late ? member : real.status()),
      };
    },
    'meeting/login-during-close',
    'meeting/provider-closed',
  ),
  'meeting/close-no-late-effect-afresh': meeting(
    (real, { cloud }) => ({
      login: (account, mode, signal) =>
        failing(real.login(account, mode, signal), (error) => {
          cloud.ports.clock?.setTimeout(() => {
            if (error.kind === 'superseded' && real.status().phase === 'ready') {
              real.login(account, mode, calm()).catch(() => {});
            }
          }, 500);
          return error;
        }),
    }),
    'meeting/logout-during-login',
    'meeting/provider-logged-out',
  ),
  'meeting/close-keeps-listeners': meeting((real) => {
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
