import type { Session } from '@partyline/core';
import { type ComputedRef, computed, getCurrentInstance, onMounted, onScopeDispose, shallowRef, watch } from 'vue';
import { nothingOwned, SessionOwner } from '../shared/session-owner.ts';
import { checkScope } from './live.ts';

/**
 * A session that belongs to the component (or to the `effectScope`): `create` makes it once the component is mounted, and it
 * is disposed when the component has gone. When `deps` answers other items it is disposed too, and the next is made when
 * that is over, so the two may stand on the same SDKs. `null` on the server, before the mount and in between. What `create`
 * throws goes to `errorCaptured`. Throws `invalidInput` outside a scope.
 */
export function useOwnedSession(
  create: () => Session,
  deps: () => readonly unknown[] = () => [],
): ComputedRef<Session | null> {
  checkScope('useOwnedSession');
  const owned = shallowRef(nothingOwned);
  const owner = new SessionOwner((now) => {
    owned.value = now;
  });
  let release = () => {};
  const own = (key: readonly unknown[]) => {
    release();
    release = owner.own(create, key);
  };
  // Vue hands what a watcher throws to `errorCaptured`, whenever the session is made.
  watch(owned, (now) => {
    if ('error' in now) throw now.error;
  });
  const start = () => watch(deps, own, { immediate: true });
  if (getCurrentInstance()) onMounted(start);
  else start();
  onScopeDispose(() => release());
  return computed(() => owned.value.session);
}
