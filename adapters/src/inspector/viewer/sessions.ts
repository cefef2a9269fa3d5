import type { InspectionMessage } from '../protocol.ts';

/** One session as the viewer knows it. */
export interface SeenSession {
  readonly id: string;
  name: string;
  status: string;
  /** From the outermost to the innermost. */
  active: readonly string[];
  context: unknown;
  /** Port calls that are unanswered, by the actor that makes them. */
  readonly calls: Map<string, string>;
  /** The last ones, newest first. */
  events: readonly { readonly at: number; readonly type: string; readonly detail: string }[];
}

/**
 * Takes a message in. What a session is, it says in its snapshots: nothing else is believed. It runs in the viewer's page,
 * where nothing can be imported: everything that it needs is inside.
 */
export function hear(sessions: Map<string, SeenSession>, heard: Set<string>, message: InspectionMessage): void {
  const kept = { events: 50, sessions: 50, ids: 2_000 };

  const oldest = (from: Map<string, unknown> | Set<string>, most: number) => {
    const [first] = from.keys();
    if (from.size > most && first !== undefined) from.delete(first);
  };

  const states = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) => [name, ...states(inner).map((one) => `${name}.${one}`)]);
  };

  const known = (id: string): SeenSession => {
    const session: SeenSession = sessions.get(id) ?? {
      id,
      name: id,
      status: 'active',
      active: [],
      context: null,
      calls: new Map(),
      events: [],
    };
    sessions.set(id, session);
    oldest(sessions, kept.sessions);
    return session;
  };

  const { id, sessionId, rootId } = message;
  if (typeof id === 'string' && heard.has(id)) return;
  if (typeof id === 'string') heard.add(id);
  oldest(heard, kept.ids);

  // Of what a session starts, only port calls are shown, and only while they run.
  if (rootId !== undefined && rootId !== sessionId && sessions.has(rootId)) {
    const { calls } = known(rootId);
    if (message.type === '@xstate.actor') calls.set(sessionId, message.name);
    if (message.type === '@xstate.snapshot' && message.snapshot.status !== 'active') calls.delete(sessionId);
    return;
  }

  const session = known(sessionId);
  if (message.type === '@xstate.actor') {
    session.name = message.name;
  } else if (message.type === '@xstate.snapshot') {
    session.status = message.snapshot.status;
    session.active = states(message.snapshot.value);
    session.context = message.snapshot.context ?? null;
    if (session.status !== 'active') session.calls.clear();
  } else {
    const { type, ...rest } = message.event;
    const detail = Object.keys(rest).length > 0 ? JSON.stringify(rest) : '';
    session.events = [{ at: Number(message.createdAt), type, detail }, ...session.events.slice(0, kept.events - 1)];
  }
}
