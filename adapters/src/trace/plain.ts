import { isSessionError, SessionError, type SessionSnapshot } from '@partyline/core';
import type { PlainError, PlainSnapshot } from './entry.ts';

/** An error as data; whatever is no `SessionError` is told as a broken adapter, without its message. */
export function plainError(thrown: unknown): PlainError {
  const error = isSessionError(thrown) ? thrown : new SessionError('adapter');
  const { kind, message, retryable, code, command, vendor } = error;
  return {
    kind,
    message,
    retryable,
    ...(code !== undefined && { code }),
    ...(command !== undefined && { command }),
    ...(vendor !== undefined && { vendor }),
  };
}

export function plainSnapshot(snapshot: SessionSnapshot): PlainSnapshot {
  const { failure } = snapshot;
  return { ...snapshot, failure: failure && { ...failure, error: plainError(failure.error) } };
}

/** An event's details as data. */
export function plainDetail(detail: object): Record<string, unknown> {
  const pairs = Object.entries(detail).map(([key, value]) => [key, value instanceof Error ? plainError(value) : value]);
  return Object.fromEntries(pairs);
}
