import { Broken } from './broken.ts';
import { described } from './described.ts';
import { mustBePromise } from './trial.ts';
import { WorldLate } from './world-error.ts';

interface SlowTrial {
  hook(name: 'slowDown' | 'arrived'): () => Promise<void>;
}

/**
 * Asks for something on a stage that was slowed down, and resolves when it is on its way. It must not have been answered by
 * then: what is aborted or closed afterwards would be nothing.
 */
export async function slowly<T>(
  t: SlowTrial,
  what: string,
  ask: () => Promise<T>,
): Promise<{ readonly call: Promise<T> }> {
  const [slowDown, arrived] = [t.hook('slowDown'), t.hook('arrived')];
  await slowDown();
  const call = ask();
  mustBePromise(call, what);
  let ended: string | undefined;
  // How it ends is one sentence's business; for the others it must only not be called unhandled.
  const over = call.then(
    () => {
      ended = 'it had resolved by then';
    },
    (error: unknown) => {
      ended = `it had rejected by then with ${described(error)}`;
    },
  );
  const expected = `${what} gets to the server and is slow there: arrived() resolves, and the call is still under way`;
  try {
    await Promise.race([arrived(), over]);
  } catch (error) {
    if (error instanceof WorldLate) throw new Broken(expected, error.message, error);
    throw error;
  }
  if (ended !== undefined) throw new Broken(expected, ended);
  return { call };
}
