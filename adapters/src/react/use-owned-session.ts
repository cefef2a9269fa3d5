import type { Session } from '@partyline/core';
import { useEffect, useRef, useState } from 'react';
import { nothingOwned, SessionOwner, sameItems } from '../shared/session-owner.ts';

const none: readonly unknown[] = [];

/**
 * A session that belongs to the component: `create` makes it once the component is mounted, and it is disposed when the
 * component has gone. Other `deps` dispose it too, and the next is made when that is over, so the two may stand on the same
 * SDKs. StrictMode's second mount and a hot reload keep it. `null` on the server, before the mount and in between. What
 * `create` throws is thrown by the component, to the error boundary above it.
 */
export function useOwnedSession(create: () => Session, deps: readonly unknown[] = none): Session | null {
  const [owned, tell] = useState(nothingOwned);
  const owner = useRef<SessionOwner>(null);
  useEffect(() => {
    owner.current ??= new SessionOwner(tell);
    return owner.current.own(create, deps);
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller's list decides; `create` is new at every render.
  }, deps);
  if (!sameItems(owned.key, deps)) return null;
  if ('error' in owned) throw owned.error;
  return owned.session;
}
