import { givenUp } from '../shared/given-up.ts';
import type { NeAuthService } from './sdk.ts';

/**
 * For a core whose IM of its own is about to be ended: takes the token out of it. That client is one of the SDK of 9.x, which goes
 * on connecting when it is destroyed before its socket is open: if it still gets to the server, that refuses it.
 */
export function disarmOwnIm({ _im: im }: NeAuthService): void {
  // Under reuse it is the host's. A destroyed one has lost its options, and what it would keep new ones in.
  if (im?.isReuseIM !== false || !im.nim?.options) return;
  try {
    im.nim.setOptions?.(givenUp());
  } catch {
    // Another version of the core has another client: then nothing can be done about it.
  }
}
