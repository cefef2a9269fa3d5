import type { Session, SessionSnapshot } from '@partyline/core';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { noSnapshot } from '../shared/no-session.ts';

const whole = (snapshot: SessionSnapshot): SessionSnapshot => snapshot;
const unheard = () => () => {};

/** Selects once per snapshot, and keeps what was selected before where it is equal. */
function selecting<T>(select: (snapshot: SessionSnapshot) => T, keep: (selected: T) => T) {
  let last: { readonly snapshot: SessionSnapshot; readonly selected: T } | undefined;
  return (snapshot: SessionSnapshot): T => {
    if (last?.snapshot !== snapshot) last = { snapshot, selected: keep(select(snapshot)) };
    return last.selected;
  };
}

/**
 * What is true of the session now; the component renders again when it changes. With `select`, only when what is selected
 * changes, by `isEqual` (`Object.is` without it). Without a session, on the server and while hydrating it is `uninitialized`.
 */
export function useSessionSnapshot(session: Session | null): SessionSnapshot;
export function useSessionSnapshot<T>(
  session: Session | null,
  select: (snapshot: SessionSnapshot) => T,
  isEqual?: (a: T, b: T) => boolean,
): T;
export function useSessionSnapshot(
  session: Session | null,
  select: (snapshot: SessionSnapshot) => unknown = whole,
  isEqual: (a: unknown, b: unknown) => boolean = Object.is,
): unknown {
  /** What is on the screen. */
  const shown = useRef<{ readonly selected: unknown } | null>(null);
  const read = useMemo(() => {
    const known = shown;
    return selecting(select, (fresh) =>
      known.current && isEqual(known.current.selected, fresh) ? known.current.selected : fresh,
    );
  }, [select, isEqual]);
  const selected = useSyncExternalStore(
    session ? session.subscribe : unheard,
    () => read(session ? session.getSnapshot() : noSnapshot),
    () => read(noSnapshot),
  );
  useEffect(() => {
    shown.current = { selected };
  }, [selected]);
  return selected;
}
