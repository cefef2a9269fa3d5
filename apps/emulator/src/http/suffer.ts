import type { ServerResponse } from 'node:http';
import type { Clock, FaultEffect } from '../cloud/index.ts';

/** What is left to do after a fault has struck: nothing, leave the caller alone, answer with a code, or handle twice. */
export type Aftermath = 'proceed' | 'gone' | 'twice' | { readonly code: number };

/** Lets a fault act on one HTTP exchange. `outgoing` is the Node response underneath, when there is one. */
export async function suffer(
  effect: FaultEffect | undefined,
  clock: Clock,
  outgoing: ServerResponse | undefined,
): Promise<Aftermath> {
  if (effect === undefined) return 'proceed';
  if ('code' in effect) return { code: effect.code };
  if ('twice' in effect) return 'twice';
  if ('delayMs' in effect) {
    await new Promise<void>((resolve) => clock.setTimeout(resolve, effect.delayMs));
    return 'proceed';
  }
  if ('close' in effect) outgoing?.destroy();
  else await callerGone(outgoing);
  return 'gone';
}

/** Waits until the caller gives up or the emulator closes, so that an unanswered request is not kept for ever. */
function callerGone(outgoing: ServerResponse | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (outgoing === undefined || outgoing.destroyed) resolve();
    else outgoing.once('close', () => resolve());
  });
}
