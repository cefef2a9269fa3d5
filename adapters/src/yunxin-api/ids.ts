import { SessionError } from '@partyline/core';

const wrong = (message: string) => new SessionError('invalidInput', { message });

/** An accid in the one spelling that the server knows. The server allows letters, digits, `_ @ . -`, up to 32 of them. */
export function accidOf(accid: unknown, name = 'accid'): string {
  if (typeof accid === 'string' && /^[A-Za-z0-9_@.-]{1,32}$/.test(accid)) return accid.toLowerCase();
  throw wrong(`${name} must be 1 to 32 letters, digits, _ @ . or -`);
}

/** A meeting account's id, as it is: older ones may be longer than an accid, and spelt in upper case. */
export function userUuidOf(userUuid: unknown): string {
  if (typeof userUuid === 'string' && /^[\x21-\x7e]{1,64}$/.test(userUuid) && !userUuid.includes(',')) return userUuid;
  throw wrong('userUuid must be 1 to 64 characters without spaces and commas');
}

/** An IM token: up to 128 characters, 64 where a NERoom account is bound with it. The error does not show it. */
export function tokenOf(token: unknown, name: string, max = 128): string {
  if (typeof token === 'string' && token.length > 0 && token.length <= max) return token;
  throw wrong(`${name} must be a text of 1 to ${max} characters`);
}

/** What a method was given, if it is an object at all. */
export function requestOf<T extends object>(request: T): T {
  if (typeof request === 'object' && request !== null) return request;
  throw wrong('the request must be an object');
}
