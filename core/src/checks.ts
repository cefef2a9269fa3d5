import { SessionError } from './errors.ts';

/** Refuses what an app gave by mistake; `what` is what the error calls it. */
export type Check = (value: unknown, what: string) => void;

type Fields = Readonly<Record<string, unknown>>;

export const wrong = (message: string) => new SessionError('invalidInput', { message: `invalidInput: ${message}` });

const check =
  (isRight: (value: unknown) => boolean, kind: string) =>
  (value: unknown, what: string): void => {
    if (!isRight(value)) throw wrong(`${what} must be ${kind}`);
  };

export const anObject: (value: unknown, what: string) => asserts value is Fields = check(
  (value) => typeof value === 'object' && value !== null,
  'an object',
);

export const aFunction: Check = check((value) => typeof value === 'function', 'a function');

/** A text that says something. */
export const aText: (value: unknown, what: string) => asserts value is string = check(
  (value) => typeof value === 'string' && value.trim() !== '',
  'a non-empty string',
);

export const aTime: Check = check(
  (value) => typeof value === 'number' && value > 0,
  'a number of milliseconds above 0',
);

export const oneOf = (...values: readonly unknown[]): Check =>
  check((value) => values.includes(value), `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`);

export const optional =
  (known: Check): Check =>
  (value, what) => {
    if (value !== undefined) known(value, what);
  };

/** These methods, whatever else there is. */
export const methods =
  (...names: readonly string[]): Check =>
  (value, what) => {
    for (const name of names) aFunction((Object(value) as Fields)[name], `${what}.${name}`);
  };

/** These fields and no others. */
export const fields =
  (known: Readonly<Record<string, Check>>): Check =>
  (value, what) => {
    anObject(value, what);
    const names = Object.keys(known);
    const odd = Object.keys(value).find((name) => !names.includes(name));
    if (odd !== undefined) throw wrong(`unknown ${what}: ${odd}; known are ${names.join(', ')}`);
    for (const name of names) known[name]?.(value[name], name);
  };

/** Runs a check whose subject may throw of itself; what leaves is always a typed error. */
export function checked<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof SessionError ? error : wrong('the argument cannot be read');
  }
}
