import { type KickReason, Secret, SessionError } from '@partyline/core';
import { type Break, type Breaks, hearing, stale, underWay } from '../break.ts';
import { im, loggedIn, type MemoryImWorld, ready } from './broken.ts';

const offline = { ...loggedIn, line: 'reconnecting' } as const;

const kicked = (reason: KickReason): readonly Break<MemoryImWorld>[] => [
  im((real) =>
    hearing(real, (event, listener) => {
      const ours = event.type === 'kicked' && event.reason === reason;
      listener(ours ? { ...event, reason: reason === 'server' ? 'quiet' : 'server' } : event);
    }),
  ),
  im((real) =>
    hearing(real, (event, listener) => {
      listener(event);
      if (event.type === 'kicked' && event.reason === reason) listener({ type: 'loggedOut' });
    }),
  ),
  im((real) => stale(real, loggedIn, (event) => event.type === 'kicked' && event.reason === reason)),
];

/** Broken in what the server, the network and the host do. */
export const brokenOutside: Breaks<MemoryImWorld> = {
  'im/kicked-other-client': kicked('otherClient'),
  'im/kicked-server': kicked('server'),
  'im/kicked-kicked-by-client': kicked('kickedByClient'),
  'im/kicked-quiet': kicked('quiet'),
  'im/kicked-then-login': im((real) => {
    let kicked = false;
    real.subscribe(({ type }) => {
      kicked ||= type === 'kicked';
    });
    return {
      login: (account, signal) => (kicked ? Promise.reject(new SessionError('kicked')) : real.login(account, signal)),
    };
  }),
  'im/line-down': im((real) => stale(real, loggedIn, ({ type }) => type === 'lineDown')),
  'im/line-up': [
    im((real) => stale(real, offline, ({ type }) => type === 'lineUp'), 'im/provider-on-reconnect'),
    im((real) =>
      hearing(real, (event, listener) => {
        listener(event);
        if (event.type === 'lineUp') listener({ type: 'loggedIn', accid: 'alice' });
      }),
    ),
  ],
  'im/refused-on-reconnect': [
    im((real) => stale(real, offline, ({ type }) => type === 'credentialsRefused')),
    im((real) =>
      hearing(real, (event, listener) => {
        const refused = event.type === 'credentialsRefused';
        listener(refused ? { ...event, error: new SessionError('vendor', { ...event.error }) } : event);
      }),
    ),
    im((real) =>
      hearing(real, (event, listener) => {
        const refused = event.type === 'credentialsRefused';
        listener(refused ? { ...event, error: new SessionError('badCredentials') } : event);
      }),
    ),
    im((real, { accounts }) =>
      hearing(real, (event, listener) => {
        if (event.type !== 'credentialsRefused') return listener(event);
        const { vendor } = event.error;
        const message = `refused: ${accounts.alice.token}`;
        listener({ ...event, error: new SessionError('badCredentials', { vendor, message }) });
      }),
    ),
    im((real) =>
      hearing(real, (event, listener) => {
        listener(event);
        if (event.type === 'credentialsRefused') listener({ type: 'loggedOut' });
      }),
    ),
  ],
  'im/provider-on-reconnect': im((real) => ({
    login: async ({ accid, token }, signal) => {
      if (token instanceof Secret) return real.login({ accid, token }, signal);
      // Asked once; what it answered is kept for the reconnects.
      let answer: Secret | undefined;
      const once = async () => {
        answer ??= await token();
        return answer;
      };
      return real.login({ accid, token: once }, signal);
    },
  })),

  'im/host-was-first': im((real) => {
    let ours = false;
    return {
      initialize: async (request, signal) => {
        await real.initialize(request, signal);
        ours = true;
      },
      status: () => {
        const status = real.status();
        return ours || status.phase !== 'loggedIn' ? status : { phase: 'uninitialized' };
      },
    };
  }),
  'im/host-logs-in': im((real) => {
    const own = underWay();
    return {
      login: (account, signal) => own.during(real.login(account, signal)),
      ...stale(real, ready, ({ type }) => type === 'loggedIn' && !own.yes),
    };
  }),
  'im/host-logs-out': im((real) => {
    const own = underWay();
    return {
      logout: () => own.during(real.logout()),
      ...stale(real, loggedIn, ({ type }) => type === 'loggedOut' && !own.yes),
    };
  }),
  'im/host-swaps': im((real) => {
    const own = underWay();
    return {
      logout: () => own.during(real.logout()),
      ...hearing(real, (event, listener) => {
        if (event.type === 'loggedOut' && !own.yes) queueMicrotask(() => listener(event));
        else listener(event);
      }),
    };
  }),
  'im/host-survives-close': im(
    (real, { cloud }) => ({
      close: async () => {
        cloud.host.logout();
        return real.close();
      },
    }),
    'im/host-first-then-us-survives-close',
    'im/host-after-us-survives-close',
  ),
};
