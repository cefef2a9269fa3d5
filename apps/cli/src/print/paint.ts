import picocolors from 'picocolors';
import type { Io } from '../io.ts';

/** The colours of the house, or none. */
export type Paint = ReturnType<typeof picocolors.createColors>;

export function paints({ color }: Pick<Io, 'color'>): Paint {
  return picocolors.createColors(color);
}
