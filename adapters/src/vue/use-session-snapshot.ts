import type { Session, SessionSnapshot, Unsubscribe } from '@partyline/core';
import {
  type MaybeRefOrGetter,
  onScopeDispose,
  type ShallowRef,
  shallowReadonly,
  shallowRef,
  toValue,
  watch,
} from 'vue';
import { noSnapshot } from '../shared/no-session.ts';
import { checkScope, whenLive } from './live.ts';

/**
 * What is true of the session now. Without a session, on the server and while hydrating it is `uninitialized`. Ends with
 * the scope it was called in; throws `invalidInput` where there is none.
 */
export function useSessionSnapshot(session: MaybeRefOrGetter<Session | null>): Readonly<ShallowRef<SessionSnapshot>> {
  checkScope('useSessionSnapshot');
  const snapshot = shallowRef(noSnapshot);
  let off: Unsubscribe = () => {};
  const follow = (now: Session | null) => {
    off();
    off = () => {};
    if (!now) snapshot.value = noSnapshot;
    else
      off = now.subscribe((fresh) => {
        snapshot.value = fresh;
      });
  };
  whenLive(() => watch(() => toValue(session), follow, { immediate: true, flush: 'sync' }));
  onScopeDispose(() => off());
  return shallowReadonly(snapshot);
}
