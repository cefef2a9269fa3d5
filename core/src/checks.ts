import { SessionError } from './errors.ts';

/** Reads what an app gave, and throws what is wrong with it, naming it as `what`. A reader may need more to read with. */
export type Read<T, With extends unknown[] = []> = (value: unknown, what: string, ...rest: With) => T;

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
  <T, With extends unknown[]>(read: Read<T, With>): Read<T | undefined, With> =>
  (value, what, ...rest) =>
    value === undefined ? value : read(value, what, ...rest);

/** An object with these fields, and where it is closed with no others. What is wrong is named by its path. */
export const fields =
  <T, With extends unknown[] = []>(
    known: { readonly [K in keyof T]-?: Read<T[K], With> },
    isClosed = false,
  ): Read<T, With> =>
  (value, what, ...rest) => {
    const given = anObject(value, what);
    const all: Partial<T> = {};
    for (const name in isClosed ? given : {}) {
      if (!(name in known)) throw wrong(`unknown ${what}.${name}; known are ${Object.keys(known).join(', ')}`);
    }
    for (const name in known) {
      const part = known[name](given[name], `${what}.${name}`, ...rest);
      if (part !== undefined) all[name] = part;
    }
    return all as T;
  };
