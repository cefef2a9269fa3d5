import type { SessionEvent, SessionEventMap, SessionEventType } from './events.ts';
import type { Unsubscribe } from './ports/im.ts';
import type { SessionSnapshot } from './snapshot.ts';

type EventListener = (event: never) => void;

/** Who listens to a session. One listener that throws harms no other: it is reported as `listenerFailed`. */
export class Listeners {
  readonly #snapshots = new Set<(snapshot: SessionSnapshot) => void>();
  readonly #events = new Map<SessionEventType, Set<EventListener>>();

  addSnapshot(listener: (snapshot: SessionSnapshot) => void): Unsubscribe {
    this.#snapshots.add(listener);
    return () => this.#snapshots.delete(listener);
  }

  addEvent<T extends SessionEventType>(type: T, listener: (event: SessionEventMap[T]) => void): Unsubscribe {
    const known = this.#events.get(type) ?? new Set<EventListener>();
    this.#events.set(type, known.add(listener));
    return () => known.delete(listener);
  }

  snapshot(snapshot: SessionSnapshot): void {
    for (const listener of [...this.#snapshots]) {
      if (this.#snapshots.has(listener)) this.call(() => listener(snapshot));
    }
  }

  event(event: SessionEvent): void {
    const known = this.#events.get(event.type);
    if (!known) return;
    for (const listener of [...known]) {
      if (known.has(listener)) this.call(() => listener(event as never), event.type === 'listenerFailed');
    }
  }

  /** Runs a listener; what it throws is an event, and what a listener of that event throws is nobody's any more. */
  call(run: () => void, last = false): void {
    try {
      run();
    } catch (error) {
      if (!last) this.event({ type: 'listenerFailed', error });
    }
  }

  clear(): void {
    this.#snapshots.clear();
    this.#events.clear();
  }
}
