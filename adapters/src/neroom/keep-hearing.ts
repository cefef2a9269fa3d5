import type { NeAuthService } from './sdk.ts';

/** What the core says to itself when its IM is lost. */
const LOST = 'imDisconnect';

/**
 * For a core that was just initialised. A room that one leaves takes everybody's listener to the loss of the IM off, the
 * login's included: the core would not tell of a kick any more, and forget its IM without ending it. The SDK inside hands
 * such a dead client out to the next login of the account, which it then never answers. The login's listener is put back.
 */
export function keepHearing({ _im: im }: NeAuthService): void {
  const { emitter } = im ?? {};
  const [login] = emitter?.listeners?.(LOST) ?? [];
  if (!im || !emitter || !login) return;
  im.off = (event, listener) => {
    emitter.off(event, listener);
    if (event === LOST && !listener) emitter.on(event, login);
  };
}
