import { SessionError } from './errors.ts';

/** Reads what an app gave and throws what is wrong with it, calling it `what`. On the desk it may leave notes. */
export type Read<T, D extends unknown[] = []> = (value: unknown, what: string, ...desk: D) => T;

export const wrong = (message: string) => new SessionError('invalidInput', { message });

export const only =
  <T>(isRight: (value: unknown) => value is T, kind: string) =>
  (value: unknown, what: string): T => {
    if (isRight(value)) return value;
    throw wrong(`${what} must be ${kind}`);
  };

const anObject = only(
  (value): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null,
  'an object',
);

export const aFunction = only((value) => typeof value === 'function', 'a function');

/** A text that says something. */
export const aText = only(
  (value): value is string => typeof value === 'string' && value.trim() !== '',
  'a non-empty string',
);

export const aTime = only((value): value is number => typeof value === 'number' && value > 0, 'a number above 0');

export const optional =
  <T, D extends unknown[]>(read: Read<T, D>): Read<T | undefined, D> =>
  (value, what, ...desk) =>
    value === undefined ? value : read(value, what, ...desk);

/** An object with these fields, and where it is closed with no others. */
export const fields =
  <T, D extends unknown[] = []>(known: { readonly [K in keyof T]-?: Read<T[K], D> }, isClosed = false): Read<T, D> =>
  (value, what, ...desk) => {
    const given = anObject(value, what);
    const all: Partial<T> = {};
    for (const name in isClosed ? given : {}) {
      if (!(name in known)) throw wrong(`unknown ${what}.${name}; known are ${Object.keys(known).join(', ')}`);
    }
    for (const name in known) {
      const part = known[name](given[name], `${what}.${name}`, ...desk);
      if (part !== undefined) all[name] = part;
    }
    return all as T;
  };

/** These methods, whatever else there is. */
export const methods = (...names: readonly string[]): Read<unknown> =>
  fields(Object.fromEntries(names.map((name) => [name, aFunction])));
