import type { InspectionMessage } from './protocol.ts';

/** What was said of a session's machine that a late listener has to know: that it is there, and how it is. */
interface Root {
  readonly actor: InspectionMessage;
  readonly snapshot?: InspectionMessage;
}

/** The last messages, for whoever begins to listen late. Every session that is among the last ones is in it. */
export class Backlog {
  readonly #length: number;
  readonly #sessions: number;
  readonly #roots = new Map<string, Root>();
  #recent: InspectionMessage[] = [];

  /** `length` messages and `sessions` sessions are kept. */
  constructor(length = 200, sessions = 50) {
    this.#length = length;
    this.#sessions = sessions;
  }

  /** Keeps a message. Answers whether it is new. */
  add(message: InspectionMessage): boolean {
    const { id } = message;
    // Stately's own inspector numbers its messages with null.
    if (typeof id === 'string' && this.#has(id)) return false;
    this.#recent = [...this.#recent.slice(1 - this.#length), message];
    this.#pin(message);
    return true;
  }

  /** What was pinned, then the last ones in the order in which they came. */
  messages(): readonly InspectionMessage[] {
    const pinned = [...this.#roots.values()].flatMap(({ actor, snapshot }) => (snapshot ? [actor, snapshot] : [actor]));
    return [...pinned.filter((message) => !this.#recent.includes(message)), ...this.#recent];
  }

  #has(id: string): boolean {
    if (this.#recent.some((known) => known.id === id)) return true;
    return [...this.#roots.values()].some(({ actor, snapshot }) => actor.id === id || snapshot?.id === id);
  }

  #pin(message: InspectionMessage): void {
    const { sessionId } = message;
    const root = this.#roots.get(sessionId);
    if (message.type === '@xstate.snapshot' && root) this.#roots.set(sessionId, { ...root, snapshot: message });
    if (message.type !== '@xstate.actor' || message.parentId !== undefined) return;
    this.#roots.set(sessionId, { actor: message });
    const [oldest] = this.#roots.keys();
    if (this.#roots.size > this.#sessions && oldest !== undefined) this.#roots.delete(oldest);
  }
}
