import type { Session, SessionEvent } from '@partyline/core';
import type { Happening } from '../trace/record.ts';

/** The machine's state with its sub-state, as in `imReady.loggingInIm`. */
function pathOf(session: Session): string {
  return Object.entries(session.actor.getSnapshot().value)
    .map(([state, step]) => `${state}.${step}`)
    .join();
}

/** Notes everything that a session says: its states with their sub-states, and its events. */
export function watch(session: Session, note: (happening: Happening) => void): void {
  let { snapshot } = session;
  let path = pathOf(session);

  const look = () => {
    const now = pathOf(session);
    if (session.snapshot === snapshot && now === path) return;
    snapshot = session.snapshot;
    path = now;
    note({ type: 'state', path, snapshot });
  };

  /** A listener of an event already sees the snapshot that belongs to it, and so shall a reader of the trace. */
  const hear = (event: SessionEvent) => {
    look();
    note({ type: 'event', event });
  };

  session.on('kicked', (detail) => hear({ type: 'kicked', ...detail }));
  session.on('lineDown', () => hear({ type: 'lineDown' }));
  session.on('lineUp', () => hear({ type: 'lineUp' }));
  session.on('refused', (detail) => hear({ type: 'refused', ...detail }));
  session.on('failed', (detail) => hear({ type: 'failed', ...detail }));
  session.on('meetingLost', (detail) => hear({ type: 'meetingLost', ...detail }));
  session.on('roomLeft', (detail) => hear({ type: 'roomLeft', ...detail }));
  session.on('stepFailed', (detail) => hear({ type: 'stepFailed', ...detail }));
  session.on('listenerFailed', (detail) => hear({ type: 'listenerFailed', ...detail }));
  session.subscribe(look);
  session.actor.subscribe(look);
}
