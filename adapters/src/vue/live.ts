import { SessionError } from '@partyline/core';
import { getCurrentInstance, getCurrentScope, hasInjectionContext, inject, onMounted, ssrContextKey } from 'vue';

/** Everything here ends with the scope that it was called in; without one it would never end. */
export function checkScope(name: string): void {
  if (getCurrentScope()) return;
  throw new SessionError('invalidInput', {
    message: `invalidInput: call ${name} in setup() or in an effectScope: it ends with it`,
  });
}

/**
 * Runs `start` as soon as the page may differ from what the server rendered: at once, after hydration, and on the server
 * never. While a component hydrates, its vnode has the server's element already.
 */
export function whenLive(start: () => void): void {
  if (hasInjectionContext() && inject(ssrContextKey, null) !== null) return;
  if (getCurrentInstance()?.vnode.el) onMounted(start);
  else start();
}
