import { type Breaks, failing, slowerThanClose } from '../break.ts';
import { calm, type MemoryMeetingWorld, meeting } from './broken.ts';

/** Broken where one call comes while another is under way. */
export const brokenOverlap: Breaks<MemoryMeetingWorld> = {
  'meeting/initialize-given-up': meeting((real, { cloud }) => ({
    initialize: (request, signal) => {
      const before = signal.aborted;
      return failing(real.initialize(request, signal), (error) => {
        // The caller was told that nothing is left, and the kit comes up all the same.
        if (error.kind === 'aborted' && !before)
          cloud.ports.clock?.setTimeout(() => void real.initialize(request, calm()), 500);
        return error;
      });
    },
  })),
  'meeting/provider-aborted': meeting((real) => ({
    login: (account, mode, signal) => real.login(account, mode, typeof account.token === 'function' ? calm() : signal),
  })),
  'meeting/provider-logged-out': meeting((real) => ({
    login: async (account, mode, signal) => {
      if (typeof account.token === 'function') await account.token().catch(() => {});
      return real.login(account, mode, signal);
    },
  })),
  'meeting/provider-closed': meeting((real, { appKey }) => {
    let closed = false;
    return {
      login: async (account, mode, signal) => {
        closed = false;
        if (typeof account.token !== 'function') return real.login(account, mode, signal);
        const call = real.login(account, mode, signal);
        await account.token().catch(() => {});
        // Whoever asks for a token wants to be logged in.
        if (!closed) return call;
        await call.catch(() => {});
        await real.initialize({ appKey, reuse: mode === 'reused' ? 'required' : 'off' }, calm());
        return real.login(account, mode, signal);
      },
      close: () => {
        closed = true;
        return real.close();
      },
    };
  }),
  'meeting/signed-out-during-join': meeting((real) => {
    // Remembered, and done when somebody is logged in again.
    let joining: (() => Promise<unknown>) | undefined;
    let late: (() => Promise<unknown>) | undefined;
    real.subscribe(({ type }) => {
      if (type === 'signedOut') late = joining;
    });
    return {
      join: async (request, signal) => {
        joining = () => real.join(request, calm());
        try {
          return await real.join(request, signal);
        } finally {
          joining = undefined;
        }
      },
      login: async (account, mode, signal) => {
        const answer = await real.login(account, mode, signal);
        await late?.();
        return answer;
      },
    };
  }),
  'meeting/logout-during-login': meeting(
    (real) => ({
      logout: async () => {
        if (real.status().phase === 'loggedIn') await real.logout();
      },
    }),
    'meeting/provider-logged-out',
  ),
  'meeting/leave-during-join': meeting((real) => ({
    leave: async () => {
      const status = real.status();
      if (status.phase === 'loggedIn' && status.meetingNum !== undefined) await real.leave();
    },
  })),
  'meeting/close-join-on-its-way': [
    meeting((real) => ({
      join: async (request, signal) => {
        try {
          return await real.join(request, signal);
        } catch (error) {
          // Told of as if it had worked.
          if (real.status().phase !== 'uninitialized') throw error;
          return { meetingNum: request.meetingNum };
        }
      },
    })),
    meeting((real) => {
      // Remembered, and done when somebody is logged in again.
      let late: (() => Promise<unknown>) | undefined;
      return {
        join: (request, signal) =>
          failing(real.join(request, signal), (error) => {
            if (real.status().phase === 'uninitialized') late = () => real.join(request, calm());
            return error;
          }),
        login: async (account, mode, signal) => {
          const answer = await real.login(account, mode, signal);
          await late?.();
          return answer;
        },
      };
    }),
  ],
  'meeting/close-initialize-on-its-way': meeting((real) => slowerThanClose(real)),
  'meeting/initialize-during-close': meeting((real) => ({
    close: async () => {
      // One thing after the other, and nobody is told to wait.
      await real.logout();
      await real.close();
    },
  })),
  'meeting/login-during-close': meeting((real, { appKey }) => {
    let closing: Promise<void> | undefined;
    return {
      login: async (account, mode, signal) => {
        if (closing) {
          await closing;
          await real.initialize({ appKey, reuse: mode === 'reused' ? 'required' : 'off' }, calm());
        }
        return real.login(account, mode, signal);
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
