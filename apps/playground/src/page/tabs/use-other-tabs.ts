import { useSyncExternalStore } from 'react';
import { otherTabs } from './other-tabs.ts';

/** The IM accounts that are online in other tabs of this page. */
export function useOtherTabs(): readonly string[] {
  return useSyncExternalStore(otherTabs.subscribe, otherTabs.online);
}
