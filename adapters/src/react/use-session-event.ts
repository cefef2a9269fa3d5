import type { Session, SessionEventMap, SessionEventType } from '@partyline/core';
import { useEffect } from 'react';

/** Calls `listener` with every event of one type for as long as the component is mounted. */
export function useSessionEvent<T extends SessionEventType>(
  session: Session | null,
  type: T,
  listener: (event: SessionEventMap[T]) => void,
): void {
  useEffect(() => session?.on(type, listener), [session, type, listener]);
}
