import type { NimV9 } from './sdk.ts';

const leaving = new WeakMap<NimV9, Promise<void>>();

/** Ends the connection of an instance, once at a time; a destroyed one can never connect again. Always resolves. */
export function disconnect(nim: NimV9, how: 'disconnect' | 'destroy'): Promise<void> {
  const running = leaving.get(nim)?.then(() => (how === 'destroy' ? leave(nim, how) : undefined)) ?? leave(nim, how);
  leaving.set(nim, running);
  return running.finally(() => leaving.get(nim) === running && leaving.delete(nim));
}

function leave(nim: NimV9, how: 'disconnect' | 'destroy'): Promise<void> {
  return new Promise((resolve) => {
    // Its options are gone once an instance is destroyed, and with them everything that it could do.
    if (nim.options) nim[how]({ done: () => resolve() });
    else resolve();
  });
}
