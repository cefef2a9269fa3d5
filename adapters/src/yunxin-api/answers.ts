import { SessionError } from '@partyline/core';

/** A text in an answer, if it is there. */
export function textIn(data: unknown, name: string): string | undefined {
  const value = fieldIn(data, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Any field of an answer. */
export function fieldIn(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? Object.getOwnPropertyDescriptor(data, name)?.value : undefined;
}

/** A text that must be in an answer. */
export function needed(data: unknown, name: string, what: string): string {
  const value = textIn(data, name);
  if (value !== undefined) return value;
  throw new SessionError('vendor', {
    message: `${what}: the answer has no ${name}. To fix it, check that the server is the vendor's, and which generation it speaks`,
  });
}
