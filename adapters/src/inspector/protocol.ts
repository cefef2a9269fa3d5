import { isDeep } from '../shared/is-deep.ts';
import { part, text } from '../shared/read.ts';

/** The version of the Stately inspector's protocol that is spoken here. */
export const protocolVersion = '0.7.2';

interface Message {
  readonly _version: string;
  /** Unique; a message that arrives twice is the same message. */
  readonly id: string;
  /** Milliseconds since 1970, as text. */
  readonly createdAt: string;
  /** The actor that it is about. */
  readonly sessionId: string;
  /** The actor at the top of the system: a session's machine. */
  readonly rootId: string;
}

/** What somebody told an actor: its type, and what of it may be told. */
export interface ToldEvent {
  readonly type: string;
  readonly [detail: string]: unknown;
}

/** An actor came to be. How it is says its first snapshot. */
export interface ActorMessage extends Message {
  readonly type: '@xstate.actor';
  readonly name: string;
  readonly parentId?: string;
  /** The machine as JSON, for an actor that is one. */
  readonly definition?: string;
  readonly snapshot: { readonly status: 'active' };
}

/** An event was sent to an actor. */
export interface EventMessage extends Message {
  readonly type: '@xstate.event';
  readonly sourceId?: string;
  readonly event: ToldEvent;
}

/** What an actor is after an event. */
export interface SnapshotMessage extends Message {
  readonly type: '@xstate.snapshot';
  readonly event: ToldEvent;
  readonly snapshot: { readonly status: string; readonly value?: unknown; readonly context?: unknown };
}

/** One message of the Stately inspector's protocol. */
export type InspectionMessage = ActorMessage | EventMessage | SnapshotMessage;

/** How deep a message may be nested: many times deeper than a snapshot of ours. */
const deepest = 100;

/** Whether something that arrived is a message of the protocol, ours or of Stately's own inspector. */
export function isInspectionMessage(value: unknown): value is InspectionMessage {
  if (text(value, 'sessionId') === undefined || text(value, '_version') === undefined) return false;
  if (isDeep(value, deepest)) return false;
  const hasEvent = text(part(value, 'event'), 'type') !== undefined;
  switch (part(value, 'type')) {
    case '@xstate.actor':
      return text(value, 'name') !== undefined;
    case '@xstate.event':
      return hasEvent;
    case '@xstate.snapshot':
      return hasEvent && text(part(value, 'snapshot'), 'status') !== undefined;
    default:
      return false;
  }
}
