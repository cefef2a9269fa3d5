import { SessionError } from '@partyline/core';
import { anObject } from '../shared/an-object.ts';
import type { Inspect } from '../shared/inspect.ts';
import { part, text } from '../shared/read.ts';
import { definitionOf } from './definition.ts';
import { type InspectionMessage, protocolVersion } from './protocol.ts';
import { toldEvent, toldSnapshot } from './told.ts';

/** Where messages go. */
export interface Link {
  send(message: InspectionMessage): void;
  close(): void;
}

/** What every inspector takes. */
export interface InspectorOptions {
  /** What the sessions of this inspector are called, e.g. the tab that they run in. */
  readonly name?: string | undefined;
}

/** Tells an inspector page about sessions. */
export interface Inspector {
  /** The session's `inspect` option. One inspector may serve many sessions. */
  readonly inspect: Inspect;
  /** Disconnects. What the sessions do afterwards is told to nobody. */
  readonly stop: () => void;
}

/** Ids are unique in one program only; several of them may tell one page. */
function unique(): string {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * An inspector over any link. What is told is picked: ids, states, kinds and codes; never a token, a message, a cause.
 * Throws `invalidInput` for a link that cannot send or close.
 */
export function createInspector(link: Link, options: InspectorOptions = {}): Inspector {
  const { send, close }: Partial<Link> = Object(link);
  if (typeof send !== 'function' || typeof close !== 'function') {
    throw new SessionError('invalidInput', { message: 'createInspector: the link must have send() and close()' });
  }
  anObject(options, 'createInspector');
  // The relay takes no actor whose name is no text.
  const name = text(options, 'name');
  const program = unique();
  let count = 0;
  let stopped = false;
  const idOf = (actor: unknown) => {
    const id = text(actor, 'sessionId');
    return id === undefined ? undefined : `${program}/${id}`;
  };

  const message = (event: Parameters<Inspect>[0]): InspectionMessage | undefined => {
    const { actorRef, rootId } = event;
    const base = {
      _version: protocolVersion,
      id: `${program}-${++count}`,
      createdAt: String(Date.now()),
      sessionId: idOf(actorRef) ?? program,
      rootId: `${program}/${rootId}`,
    };
    switch (event.type) {
      case '@xstate.actor': {
        const definition = definitionOf(actorRef);
        const parentId = idOf(part(actorRef, '_parent'));
        const called = parentId === undefined ? name : text(actorRef, 'src');
        return {
          ...base,
          type: event.type,
          name: called ?? 'session',
          ...(parentId !== undefined && { parentId }),
          ...(definition !== undefined && { definition }),
          snapshot: { status: 'active' },
        };
      }
      case '@xstate.event': {
        const sourceId = idOf(event.sourceRef);
        return {
          ...base,
          type: event.type,
          event: toldEvent(event.event),
          ...(sourceId !== undefined && { sourceId }),
        };
      }
      case '@xstate.snapshot':
        return { ...base, type: event.type, event: toldEvent(event.event), snapshot: toldSnapshot(event.snapshot) };
      default:
        return undefined;
    }
  };

  return {
    inspect: (event) => {
      if (stopped) return;
      try {
        const told = message(event);
        if (told) link.send(told);
      } catch {
        // Whatever is wrong with a link, it must not disturb the session that is looked at.
      }
    },
    stop: () => {
      if (stopped) return;
      stopped = true;
      link.close();
    },
  };
}
