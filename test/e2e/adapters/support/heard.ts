import type { ImEvent, ImPort } from '@partyline/core';

/** A listener that remembers. */
export interface Heard {
  readonly events: readonly ImEvent[];
  readonly types: readonly string[];
  /** The first event of a type that was not there when this was asked; the test's own time limit is the only one. */
  next<T extends ImEvent['type']>(type: T): Promise<Extract<ImEvent, { readonly type: T }>>;
  stop(): void;
}

/** Listens to a port. */
export function hear(port: ImPort): Heard {
  const events: ImEvent[] = [];
  const waiting = new Set<(event: ImEvent) => void>();
  const stop = port.subscribe((event) => {
    events.push(event);
    for (const look of [...waiting]) look(event);
  });
  return {
    events,
    get types() {
      return events.map(({ type }) => type);
    },
    next: (type) =>
      new Promise((resolve) => {
        const look = (event: ImEvent): void => {
          if (event.type !== type) return;
          waiting.delete(look);
          resolve(event as Extract<ImEvent, { readonly type: typeof type }>);
        };
        waiting.add(look);
      }),
    stop,
  };
}
