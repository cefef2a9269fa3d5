import type { MemoryCloud } from '@partyline/adapters/memory';
import type { V2Nim } from '@partyline/adapters/nemeeting';
import type { ImEvent } from '@partyline/core';

/** The memory cloud's IM, in the shape of the vendor's V2NIM instance, as far as a meeting kit looks at it. */
export function standInNim(cloud: MemoryCloud, appKey: string): V2Nim {
  const status = new Set<(status: number) => void>();
  const failed = new Set<(error: { readonly code?: number }) => void>();
  let kick: object | null = null;
  const numbers: Partial<Record<ImEvent['type'], number>> = { loggedIn: 1, lineUp: 1, lineDown: 3 };
  cloud.im.subscribe((event) => {
    kick = event.type === 'kicked' ? { reason: event.reason } : null;
    for (const listener of [...status]) listener(numbers[event.type] ?? 0);
    if (event.type === 'credentialsRefused') for (const listener of [...failed]) listener({ code: 102302 });
  });
  const now = () => cloud.im.status();
  const online = (): boolean => {
    const state = now();
    return state.phase === 'loggedIn' && state.line === 'online';
  };
  const sets = { onLoginStatus: status as Set<unknown>, onLoginFailed: failed as Set<unknown> };
  return {
    options: { appkey: appKey, apiVersion: 'v2' },
    V2NIMLoginService: {
      getLoginUser: () => {
        const state = now();
        return state.phase === 'loggedIn' ? state.accid : '';
      },
      getLoginStatus: () => (now().phase !== 'loggedIn' ? 0 : online() ? 1 : 3),
      getConnectStatus: () => (online() ? 1 : 0),
      getKickedOfflineDetail: () => kick,
      getChatroomLinkAddress: async () => [],
      on: (event, listener) => void sets[event].add(listener),
      off: (event, listener) => void sets[event].delete(listener),
    },
    V2NIMPassthroughService: {
      httpProxy: async () => ({ body: '{}' }),
      on: () => {},
      off: () => {},
    },
  };
}
