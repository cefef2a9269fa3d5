import { type ReusePolicy, SessionError } from '@partyline/core';
import { type Break, type Breaks, failing } from '../break.ts';
import { blink, ghost, type MemoryMeetingWorld, meeting } from './broken.ts';

/** A kit that touches the IM login before it rides it. */
const blinking = (policy: ReusePolicy): Break<MemoryMeetingWorld> =>
  meeting((real, world) => {
    let reuse: ReusePolicy | undefined;
    return {
      initialize: (request, signal) => {
        reuse = request.reuse;
        return real.initialize(request, signal);
      },
      login: async (account, mode, signal) => {
        if (mode === 'reused' && reuse === policy) await blink(world);
        return real.login(account, mode, signal);
      },
    };
  });

/** Says something else than `imNotLoggedIn`, when the IM was or was not logged in before. */
const noIm = (before: boolean, error: SessionError): Break<MemoryMeetingWorld> =>
  meeting((real, { im }) => {
    let was = false;
    im.subscribe(() => {
      was = true;
    });
    return {
      login: (account, mode, signal) =>
        failing(real.login(account, mode, signal), (told) =>
          told.kind === 'imNotLoggedIn' && was === before ? error : told,
        ),
    };
  });

/** Broken in what mode `reused` and mode `owned` do to the IM. */
export const brokenModes: Breaks<MemoryMeetingWorld> = {
  // It blinks before it logs in, so that a logout goes first.
  'meeting/reused-login-leaves-im': { ...blinking('required'), also: ['meeting/provider-logged-out'] },
  'meeting/reused-logout-leaves-im': meeting((real, world) => ({
    logout: async () => {
      await real.logout();
      await blink(world);
    },
  })),
  'meeting/reused-close-leaves-im': meeting((real, world) => ({
    close: async () => {
      await real.close();
      await blink(world);
    },
  })),
  'meeting/reused-without-im': [
    noIm(false, new SessionError('accountMismatch')),
    noIm(false, new SessionError('imNotLoggedIn', { code: 100005 })),
  ],
  'meeting/reused-after-im-logout': noIm(true, new SessionError('accountMismatch')),
  'meeting/reused-mismatch': [
    meeting((real) => ({
      login: (account, mode, signal) =>
        failing(real.login(account, mode, signal), (error) =>
          error.kind === 'accountMismatch' ? new SessionError('vendor') : error,
        ),
    })),
    meeting((real) => ({
      login: (account, mode, signal) =>
        failing(real.login(account, mode, signal), (error) =>
          error.kind === 'accountMismatch' ? new SessionError('accountMismatch', { code: 100004 }) : error,
        ),
    })),
  ],
  'meeting/reused-after-mismatch': meeting((real) => {
    let blocked: SessionError | undefined;
    return {
      login: async (account, mode, signal) => {
        if (blocked) throw blocked;
        return failing(real.login(account, mode, signal), (error) => {
          if (error.kind === 'accountMismatch') blocked = error;
          return error;
        });
      },
    };
  }),
  'meeting/auto-reused': blinking('auto'),

  'meeting/owned-answers-bound': meeting((real) => ({
    login: async (account, mode, signal) => {
      const answer = await real.login(account, mode, signal);
      return mode === 'owned' ? { accid: 'bob' } : answer;
    },
  })),
  'meeting/owned-online': meeting(
    (real, { cloud }) => ({
      login: async (account, mode, signal) => {
        const answer = await real.login(account, mode, signal);
        if (mode === 'owned') cloud.server.app().lines.delete(answer.accid);
        return answer;
      },
    }),
    // A server that does not know of a login can't kick it.
    'meeting/owned-im-kicked',
    'meeting/owned-im-kicked-then-login',
  ),
  'meeting/owned-logout-offline': leavingIm('logout'),
  'meeting/owned-close-offline': leavingIm('close'),
  'meeting/owned-refused-offline': failingAndLeavingIm('badCredentials'),
  'meeting/owned-aborted-offline': failingAndLeavingIm('aborted'),
  'meeting/auto-owned': meeting((real) => {
    let auto = false;
    return {
      initialize: (request, signal) => {
        auto = request.reuse === 'auto';
        return real.initialize(request, signal);
      },
      login: async (account, mode, signal) => {
        if (auto && mode === 'owned') throw new SessionError('unsupported');
        return real.login(account, mode, signal);
      },
    };
  }),
};

/** In mode owned the IM login outlives what should end it. */
function leavingIm(method: 'logout' | 'close'): Break<MemoryMeetingWorld> {
  return meeting((real, world) => {
    let owned = false;
    return {
      login: async (account, mode, signal) => {
        const answer = await real.login(account, mode, signal);
        owned = mode === 'owned';
        return answer;
      },
      [method]: async () => {
        await real[method]();
        if (owned) ghost(world);
      },
    };
  });
}

/** In mode owned a login that fails leaves the IM logged in. */
function failingAndLeavingIm(kind: 'badCredentials' | 'aborted'): Break<MemoryMeetingWorld> {
  return meeting((real, world) => ({
    login: (account, mode, signal) =>
      failing(real.login(account, mode, signal), (error) => {
        if (mode === 'owned' && error.kind === kind) ghost(world);
        return error;
      }),
  }));
}
