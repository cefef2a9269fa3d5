import { described } from './described.ts';

/** What a member of a world must be, and in words. */
interface Kind {
  readonly words: string;
  holds(value: unknown): boolean;
}

/** What a world must have, by the path to it: `accounts.alice.accid`. */
export type Shape = Readonly<Record<string, Kind>>;

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

export const aFunction: Kind = { words: 'a function', holds: (value) => typeof value === 'function' };

export const anObject: Kind = {
  words: 'an object',
  holds: (value) => typeof value === 'object' && value !== null,
};

/** Empty would be found in every error. */
export const aText: Kind = { words: 'a text that is not empty', holds: isText };

/** Ids are spelled in upper case too, which must be another spelling. */
export const anId: Kind = {
  words: 'an id in lower case with a letter in it',
  holds: (value) => isText(value) && value === value.toLowerCase() && value !== value.toUpperCase(),
};

export const texts: Kind = {
  words: 'a list of texts that are not empty, or left out',
  holds: (value) => value === undefined || (Array.isArray(value) && value.every(isText)),
};

/** What every world has. */
export const worldShape: Shape = {
  port: anObject,
  appKey: aText,
  stage: anObject,
  settled: aFunction,
  dispose: aFunction,
};

/** Methods that a port must have. */
export function methods(port: string, names: readonly string[]): Shape {
  return Object.fromEntries(names.map((name) => [`${port}.${name}`, aFunction]));
}

/** What is wrong with a world, or nothing. */
export function misfit(world: unknown, shape: Shape, different: ReadonlyArray<readonly [string, string]>) {
  if (!anObject.holds(world)) return `the factory gives ${described(world)}: it must give a world, an object`;
  for (const [path, { words, holds }] of Object.entries(shape)) {
    const value = at(world, path);
    if (!holds(value)) return `the world's ${path} must be ${words}, and is ${described(value)}`;
  }
  const same = different.find(([a, b]) => at(world, a) === at(world, b));
  return same && `the world's ${same[0]} and ${same[1]} must differ`;
}

/** The member at a path, `undefined` where there is no way. */
export function at(world: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (Object(value) === value ? Object(value)[name] : undefined), world);
}
