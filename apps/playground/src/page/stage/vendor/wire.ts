import type { EmulatorEvent } from '@partyline/emulator';

/** More than anybody reads. */
const MOST = 500;

/** What goes over the emulator's wire, and who is online by it. Tokens were redacted before they came here. */
export class Wire {
  readonly #listeners = new Set<() => void>();
  readonly #lines = new Map<number, string>();
  #events: readonly EmulatorEvent[] = [];

  /** The latest events: the same array until one is added. */
  readonly events = (): readonly EmulatorEvent[] => this.#events;

  /** The IM accounts that were seen to log in and not to go. */
  get online(): readonly string[] {
    return [...new Set(this.#lines.values())].sort();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  add(event: EmulatorEvent): void {
    if (event.type === 'line') {
      if (event.change === 'login' && event.accid !== undefined) this.#lines.set(event.line, event.accid);
      if (event.change === 'close') this.#lines.delete(event.line);
    }
    // Heartbeats and what the page itself did are no news.
    if (event.type === 'control' || (event.type === 'frame' && event.name === 'heartbeat')) return;
    this.#events = [...this.#events.slice(-MOST), event];
    for (const listener of [...this.#listeners]) listener();
  }
}
