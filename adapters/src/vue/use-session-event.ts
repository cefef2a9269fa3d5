import type { Session, SessionEventMap, SessionEventType, Unsubscribe } from '@partyline/core';
import { type MaybeRefOrGetter, onScopeDispose, toValue, watch } from 'vue';
import { checkScope, whenLive } from './live.ts';

/** Calls `listener` with every event of one type until the scope it was called in ends. */
export function useSessionEvent<T extends SessionEventType>(
  session: MaybeRefOrGetter<Session | null>,
  type: T,
  listener: (event: SessionEventMap[T]) => void,
): void {
  checkScope('useSessionEvent');
  let off: Unsubscribe = () => {};
  const follow = (now: Session | null) => {
    off();
    off = now ? now.on(type, listener) : () => {};
  };
  whenLive(() => watch(() => toValue(session), follow, { immediate: true, flush: 'sync' }));
  onScopeDispose(() => off());
}
