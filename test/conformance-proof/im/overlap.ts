import { type Breaks, failing } from '../break.ts';
import { calm, im, type MemoryImWorld } from './broken.ts';

/** Broken where one call comes while another is under way. */
export const brokenOverlap: Breaks<MemoryImWorld> = {
  'im/initialize-given-up': im((real, { cloud }) => ({
    initialize: (request, signal) => {
      const before = signal.aborted;
      return failing(real.initialize(request, signal), (error) => {
        // The caller was told that nothing is left, and the SDK comes up all the same.
        if (error.kind === 'aborted' && !before)
          cloud.ports.clock?.setTimeout(() => void real.initialize(request, calm()), 500);
        return error;
      });
    },
  })),
  'im/logout-during-login': im((real) => ({
    logout: async () => {
      if (real.status().phase === 'loggedIn') await real.logout();
    },
  })),
  'im/close-initialize-on-its-way': im((real) => {
    let closes = 0;
    return {
      initialize: async (request, signal) => {
        const before = closes;
        await real.initialize(request, signal);
        // Slower than the close() that came meanwhile.
        if (closes !== before) await real.close().then(() => real.initialize(request, signal));
      },
      close: () => {
        closes++;
        return real.close();
      },
    };
  }),
  'im/initialize-during-close': im((real) => {
    let own = false;
    return {
      login: async (account, signal) => {
        await real.login(account, signal);
        own = true;
      },
      close: async () => {
        // One thing after the other, and nobody is told to wait.
        if (own) await real.logout();
        await real.close();
      },
    };
  }),
  'im/login-during-close': im((real, { appKey }) => {
    let closing: Promise<void> | undefined;
    return {
      login: async (account, signal) => {
        if (closing) {
          await closing;
          await real.initialize({ appKey }, calm());
        }
        await real.login(account, signal);
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
