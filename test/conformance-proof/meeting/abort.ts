import { SessionError } from '@partyline/core';
import { type Breaks, failing } from '../break.ts';
import { calm, lagging, type MemoryMeetingWorld, meeting } from './broken.ts';

/** An abort that comes while the call is under way is told as something else. */
async function mistold<T>(signal: AbortSignal, call: Promise<T>): Promise<T> {
  const before = signal.aborted;
  return failing(call, (error) => (error.kind === 'aborted' && !before ? new SessionError('superseded') : error));
}

/** The answer of the server comes late, and nobody remembers that it is not wanted any more. */
function landing({ cloud }: MemoryMeetingWorld, signal: AbortSignal, again: () => Promise<unknown>): void {
  if (signal.aborted) return;
  signal.addEventListener('abort', () => {
    cloud.ports.clock?.setTimeout(() => {
      cloud.faults.clear();
      again().catch(() => {});
    }, 500);
  });
}

/** Broken in what an abort leaves behind, and in `logout()`. */
export const brokenAbort: Breaks<MemoryMeetingWorld> = {
  'meeting/login-aborted-before': meeting((real) => ({
    login: (account, mode, signal) => real.login(account, mode, signal.aborted ? calm() : signal),
  })),
  'meeting/login-aborted-during': meeting(
    (real) => ({
      login: (account, mode, signal) => {
        const call = real.login(account, mode, signal);
        return mode === 'reused' ? mistold(signal, call) : call;
      },
    }),
    'meeting/provider-aborted',
  ),
  'meeting/login-given-up': meeting(
    (real, world) => ({
      login: (account, mode, signal) => {
        if (mode === 'reused') landing(world, signal, () => real.login(account, mode, calm()));
        return real.login(account, mode, signal);
      },
    }),
    'meeting/login-aborted-during',
    'meeting/provider-aborted',
  ),
  'meeting/login-aborted-then-again': meeting((real) => {
    let blocked = false;
    return {
      login: async (account, mode, signal) => {
        if (blocked) throw new SessionError('busy');
        return failing(real.login(account, mode, signal), (error) => {
          blocked = error.kind === 'aborted';
          return error;
        });
      },
    };
  }),
  'meeting/abort-after': meeting((real) => ({
    login: async (account, mode, signal) => {
      const answer = await real.login(account, mode, signal);
      signal.addEventListener('abort', () => void real.logout());
      return answer;
    },
  })),
  'meeting/join-aborted-before': meeting((real) => ({
    join: (request, signal) => real.join(request, signal.aborted ? calm() : signal),
  })),
  'meeting/join-aborted-during': meeting((real) => ({
    join: (request, signal) => mistold(signal, real.join(request, signal)),
  })),
  'meeting/join-given-up': meeting(
    (real, world) => ({
      join: (request, signal) => {
        landing(world, signal, () => real.join(request, calm()));
        return real.join(request, signal);
      },
    }),
    'meeting/join-aborted-during',
  ),
  'meeting/guest-aborted-before': meeting((real) => ({
    joinAnonymously: (request, signal) => real.joinAnonymously(request, signal.aborted ? calm() : signal),
  })),
  'meeting/guest-aborted-during': [
    meeting((real) => ({
      joinAnonymously: (request, signal) => mistold(signal, real.joinAnonymously(request, signal)),
    })),
    meeting((real, world) => ({
      joinAnonymously: (request, signal) => {
        landing(world, signal, () => real.joinAnonymously(request, calm()));
        return real.joinAnonymously(request, signal);
      },
    })),
  ],

  'meeting/logout-ends': lagging('logout', (before) =>
    before.phase === 'loggedIn' && !before.anonymous ? before : undefined,
  ),
  'meeting/logout-idempotent': meeting(
    (real) => ({
      logout: async () => {
        if (real.status().phase === 'ready') throw new SessionError('notLoggedIn');
        return real.logout();
      },
    }),
    'meeting/logout-during-login',
    'meeting/provider-logged-out',
  ),
  'meeting/logout-before-initialize': meeting((real) => ({
    logout: async () => {
      if (real.status().phase === 'uninitialized') throw new SessionError('notInitialized');
      return real.logout();
    },
  })),
  'meeting/logout-then-login': meeting(
    (real) => {
      let out = false;
      return {
        logout: async () => {
          await real.logout();
          out = true;
        },
        login: async (account, mode, signal) => {
          if (out) throw new SessionError('busy');
          return real.login(account, mode, signal);
        },
      };
      // Whoever logs in twice can't, then.
    },
    'meeting/logout-idempotent',
    'meeting/logout-leaves-room',
    'meeting/no-echo',
    'meeting/provider-asked-anew',
  ),
  'meeting/logout-leaves-room': meeting((real) => {
    let left: string | undefined;
    return {
      logout: async () => {
        const status = real.status();
        await real.logout();
        left = status.phase === 'loggedIn' ? status.meetingNum : undefined;
      },
      status: () => {
        const status = real.status();
        return status.phase === 'loggedIn' && left !== undefined ? { ...status, meetingNum: left } : status;
      },
    };
  }),
};
