import { SessionError } from '@partyline/core';
import { type Breaks, hearing, stale, underWay } from '../break.ts';
import { im, loggedIn, type MemoryImWorld, ready } from './broken.ts';

/** Broken in who hears what, and when. */
export const brokenEvents: Breaks<MemoryImWorld> = {
  'im/subscribe-before-initialize': im((real) => ({
    subscribe: (listener) => (real.status().phase === 'uninitialized' ? () => {} : real.subscribe(listener)),
  })),
  'im/event-logged-in': [
    im((real) =>
      hearing(real, (event, listener) =>
        listener(event.type === 'loggedIn' ? { ...event, accid: event.accid.toUpperCase() } : event),
      ),
    ),
    im((real) => {
      const own = underWay();
      return {
        login: (account, signal) => own.during(real.login(account, signal)),
        ...stale(real, ready, ({ type }) => type === 'loggedIn' && own.yes),
      };
    }),
    im(
      (real) =>
        hearing(real, (event, listener) => {
          listener(event);
          if (event.type === 'loggedIn') listener({ type: 'lineUp' });
        }),
      'im/event-order',
      'im/listener-calls',
      'im/host-swaps',
    ),
  ],
  'im/event-logged-out': [
    im((real) => {
      const own = underWay();
      return {
        logout: () => own.during(real.logout()),
        ...stale(real, loggedIn, ({ type }) => type === 'loggedOut' && own.yes),
      };
    }),
    im(
      (real) =>
        hearing(real, (event, listener) => {
          listener(event);
          if (event.type === 'loggedOut') listener(event);
        }),
      'im/event-order',
      'im/listener-calls',
      'im/host-swaps',
    ),
  ],
  'im/event-order': im((real) => {
    let listeners = 0;
    return {
      subscribe: (listener) => {
        const first = listeners++ === 0;
        let logins = 0;
        return real.subscribe((event) => {
          if (event.type === 'loggedIn' && logins++ > 0 && !first) return;
          listener(event);
        });
      },
    };
  }),
  'im/unsubscribe': [
    im((real) => ({
      subscribe: (listener) => {
        real.subscribe(listener);
        return () => {};
      },
    })),
    im((real) => {
      // Whoever is told to go a second time takes a neighbour along.
      const stops: Array<() => void> = [];
      return {
        subscribe: (listener) => {
          let gone = false;
          const stop = real.subscribe(listener);
          stops.push(stop);
          return () => {
            if (gone) for (const other of stops) other();
            gone = true;
            stop();
          };
        },
      };
    }),
    im((real) => {
      let stopped = false;
      return {
        subscribe: (listener) => {
          const stop = real.subscribe(listener);
          return () => {
            if (stopped) throw new Error('not subscribed');
            stopped = true;
            stop();
          };
        },
      };
    }),
  ],
  'im/listener-throws': [
    im((real) => {
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
    im((real) => {
      let thrown: unknown;
      return {
        ...hearing(real, (event, listener) => {
          try {
            listener(event);
          } catch (error) {
            thrown = error;
          }
        }),
        login: async (account, signal) => {
          await real.login(account, signal);
          if (thrown) throw thrown;
        },
      };
    }),
  ],
  'im/listener-calls': im((real) => {
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
      logout: () => (telling ? Promise.reject(new SessionError('busy')) : real.logout()),
    };
  }),
};
