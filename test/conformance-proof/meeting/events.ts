import { type MeetingEvent, type Mode, SessionError } from '@partyline/core';
import { type Break, type Breaks, hearing, liar, stale } from '../break.ts';
import { inRoom, type MemoryMeetingWorld, meeting, member, ready } from './broken.ts';

const left = (reason: string) => (event: MeetingEvent) => event.type === 'roomLeft' && event.reason === reason;

/** When the IM is kicked, the meeting's `status()` still says logged in while that is told. */
const signedOutLate = (mode: Mode): Break<MemoryMeetingWorld> =>
  meeting((real, { im }) => {
    let last: Mode | undefined;
    return {
      ...stale(real, member, ({ type }) => type === 'signedOut' && last === mode && im.status().phase === 'ready'),
      login: (account, chosen, signal) => {
        last = chosen;
        return real.login(account, chosen, signal);
      },
    };
  });

/** Broken in who hears what, and when. */
export const brokenEvents: Breaks<MemoryMeetingWorld> = {
  'meeting/subscribe-before-initialize': meeting((real) => ({
    subscribe: (listener) => (real.status().phase === 'uninitialized' ? () => {} : real.subscribe(listener)),
  })),
  'meeting/no-echo': [
    meeting((real) => {
      const { lie, subscribe } = liar(real);
      return {
        subscribe,
        logout: async () => {
          const status = real.status();
          await real.logout();
          const outside = status.phase === 'loggedIn' && status.meetingNum === undefined;
          if (outside) lie({ type: 'signedOut', reason: 'logout' });
        },
      };
    }),
    meeting((real) => {
      const { lie, subscribe } = liar(real);
      return {
        subscribe,
        close: async () => {
          await real.close();
          lie({ type: 'signedOut', reason: 'close' });
        },
      };
    }),
  ],
  'meeting/no-echo-rooms': meeting((real) => {
    const { lie, subscribe } = liar(real);
    return {
      subscribe,
      leave: async () => {
        await real.leave();
        lie({ type: 'roomLeft', reason: 'leave' });
      },
    };
  }),
  'meeting/unsubscribe': meeting((real) => ({
    subscribe: (listener) => {
      real.subscribe(listener);
      return () => {};
    },
  })),
  'meeting/listener-throws': meeting((real) => {
    let spoilt: unknown;
    return hearing(real, (event, listener) => {
      if (spoilt === event) return;
      try {
        listener(event);
      } catch (error) {
        spoilt = event;
        throw error;
      }
    });
  }),
  'meeting/listener-calls': meeting((real) => {
    let telling = false;
    return {
      ...hearing(real, (event, listener) => {
        telling = true;
        try {
          listener(event);
        } finally {
          telling = false;
        }
      }),
      login: (account, mode, signal) =>
        telling ? Promise.reject(new SessionError('busy')) : real.login(account, mode, signal),
    };
  }),

  'meeting/signed-out': [
    meeting((real, { im }) => stale(real, member, ({ type }) => type === 'signedOut' && im.status().phase !== 'ready')),
    meeting((real) =>
      hearing(real, (event, listener) => {
        listener(event);
        if (event.type === 'signedOut') listener(event);
      }),
    ),
  ],
  'meeting/signed-out-then-login': meeting((real, { im }) => {
    let ended = false;
    let telling = false;
    real.subscribe(({ type }) => {
      ended = type === 'signedOut' && im.status().phase === 'loggedIn';
    });
    return {
      ...hearing(real, (event, listener) => {
        telling = true;
        listener(event);
        telling = false;
      }),
      login: (account, mode, signal) =>
        ended && !telling ? Promise.reject(new SessionError('busy')) : real.login(account, mode, signal),
    };
  }, 'meeting/signed-out-during-join'),
  'meeting/credentials-expired': [
    meeting((real) => stale(real, member, ({ type }) => type === 'credentialsExpired')),
    meeting((real) =>
      hearing(real, (event, listener) =>
        listener(event.type === 'credentialsExpired' ? { type: 'signedOut', reason: 'expired' } : event),
      ),
    ),
  ],
  'meeting/room-ended': [
    meeting((real) => stale(real, inRoom, (event) => left('ended')(event) && real.status().phase === 'loggedIn')),
    meeting((real) => stale(real, ready, (event) => left('ended')(event) && real.status().phase === 'loggedIn')),
  ],
  'meeting/room-removed': meeting((real) => stale(real, inRoom, left('removed'))),
  'meeting/guest-room-ended': meeting((real) => {
    const guest = { phase: 'loggedIn', anonymous: true } as const;
    return stale(real, guest, (event) => left('ended')(event) && real.status().phase === 'ready');
  }),
  'meeting/im-kicked': signedOutLate('reused'),
  'meeting/owned-im-kicked': signedOutLate('owned'),
  'meeting/owned-im-kicked-then-login': meeting((real, { im }) => {
    let kicked = false;
    im.subscribe(({ type }) => {
      kicked ||= type === 'kicked';
    });
    return {
      // The SDK that was kicked is asked again, and has nothing to say any more.
      login: (account, mode, signal) =>
        kicked && mode === 'owned' ? new Promise(() => {}) : real.login(account, mode, signal),
    };
  }),
  'meeting/im-kicked-then-login': meeting((real, { im }) => {
    let dead = false;
    im.subscribe(({ type }) => {
      dead ||= type === 'kicked';
    });
    return {
      login: (account, mode, signal) =>
        dead && mode === 'reused'
          ? Promise.reject(new SessionError('notInitialized'))
          : real.login(account, mode, signal),
    };
  }),
  'meeting/line-heals': meeting((real, { im }) => {
    const { lie, subscribe } = liar(real);
    im.subscribe(({ type }) => {
      if (type === 'lineDown') lie({ type: 'signedOut', reason: 'disconnected' });
    });
    return { subscribe };
  }),
};
