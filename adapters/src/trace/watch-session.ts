import { eventTypes, type Session } from '@partyline/core';
import type { Inspect } from '../shared/inspect.ts';
import type { Happening, Way } from './entry.ts';
import { plainEvent, plainSnapshot } from './plain.ts';
import { quiet } from './quiet.ts';

type Note = (happening: Happening) => void;

/** Ids of the states that the machine is in, outermost first. */
function activeIds(session: Session): readonly string[] {
  return session.actor.getSnapshot()._nodes.map(({ id }) => id);
}

/**
 * Writes down what a session says: snapshots, events, and the ways its machine takes. `inspect` goes into the options
 * before the session is made, `watch` takes the session. What `write` throws goes nowhere.
 */
export function sessionWatcher(write: Note): { readonly inspect: Inspect; readonly watch: (session: Session) => void } {
  const note = quiet(write);
  let ways: Way[] = [];
  let root: string | undefined;

  const inspect: Inspect = (event) => {
    // The session's own actor comes first; the calls to the ports are actors below it.
    if (event.type === '@xstate.actor') root ??= event.actorRef.sessionId;
    if (event.type !== '@xstate.microstep' || event.actorRef.sessionId !== root) return;
    for (const { source, target, eventType } of event._transitions) {
      ways.push({ from: source.id, to: target?.[0]?.id ?? null, event: eventType });
    }
  };

  const watch = (session: Session) => {
    let active = '';
    const look = () => {
      const ids = activeIds(session);
      const taken = ways;
      ways = [];
      if (ids.join() === active && taken.length === 0) return;
      active = ids.join();
      note({ type: 'machine', active: ids, ways: taken });
    };
    look();
    session.actor.subscribe(look);
    session.subscribe((snapshot) => {
      look();
      note({ type: 'snapshot', snapshot: plainSnapshot(snapshot) });
    });
    for (const type of eventTypes) {
      session.on(type, (detail) => note({ type: 'event', event: plainEvent(type, detail) }));
    }
  };

  return { inspect, watch };
}
