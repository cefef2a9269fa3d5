import { callOff, disarm } from './call-off.ts';
import type { NimV9 } from './sdk.ts';

const leaving = new WeakMap<NimV9, Promise<void>>();

/**
 * Ends the connection of an instance, or what is to become one, once at a time; a destroyed one can never connect again.
 * Always resolves.
 */
export function disconnect(nim: NimV9, how: 'disconnect' | 'destroy'): Promise<void> {
  const running = leaving.get(nim)?.then(() => (how === 'destroy' ? leave(nim, how) : undefined)) ?? leave(nim, how);
  leaving.set(nim, running);
  return running.finally(() => leaving.get(nim) === running && leaving.delete(nim));
}

/** How often to look whether somebody else has destroyed the instance, in milliseconds. */
const every = 50;

function leave(nim: NimV9, how: 'disconnect' | 'destroy'): Promise<void> {
  return new Promise((resolve) => {
    // Its options are gone once an instance is destroyed, and with them everything that it could do.
    if (!nim.options) return resolve();
    const done = () => {
      clearInterval(looking);
      resolve();
    };
    // Of two who end it at once, the host and us, the SDK answers only one.
    const looking = setInterval(() => nim.options || done(), every);
    try {
      if (how === 'destroy') disarm(nim);
      nim[how]({ done });
      if (how === 'disconnect') callOff(nim);
    } catch {
      // It won't be ended: there is nothing to wait for.
      done();
    }
  });
}
