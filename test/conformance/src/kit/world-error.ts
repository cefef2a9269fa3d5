import { described } from './described.ts';
import type { Patience } from './patience.ts';

/** What the factory gave can't be used, or failed: the world's fault, not the port's. The message says what to mend. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
}

/** The world never answered. */
export class WorldLate extends WorldError {}

/** What is told of something of the world's that never settles. */
export const neverSettled = (patience: Patience, what: string): string =>
  `${what} did not settle within ${patience.ms} ms: mend it, or give a higher \`patience\``;

/** Lets the world do something. What it throws, or that it never answers, is told as its own fault. */
export async function ofWorld<T>(patience: Patience, what: string, act: () => PromiseLike<T> | T): Promise<T> {
  try {
    return await patience.until(act(), () => new WorldLate(neverSettled(patience, what)));
  } catch (error) {
    if (error instanceof WorldError) throw error;
    throw new WorldError(`${what} failed: ${described(error)}`, { cause: error });
  }
}
