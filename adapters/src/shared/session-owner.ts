import { type Session, SessionError } from '@partyline/core';
import { part } from './read.ts';

/** What an owner has right now. `key`: what the session was made for. `error`: why it could not be made. */
export interface Owned {
  readonly key: readonly unknown[];
  readonly session: Session | null;
  readonly error?: unknown;
}

export const nothingOwned: Owned = { key: [], session: null };

/** One stay of a session: as long as somebody holds it and asks for the same key. */
interface Stay {
  readonly key: readonly unknown[];
  session: Session | null;
  holders: number;
  over: boolean;
}

/** Every owned session that is on its way out. The next one may stand on the same SDKs, so it waits for them. */
const leaving = new Set<Promise<void>>();

function wait(step: Promise<void>): void {
  const done = () => {
    leaving.delete(over);
  };
  const over = step.then(done, done);
  leaving.add(over);
}

export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
}

const isSession = (made: unknown): made is Session => typeof part(made, 'dispose') === 'function';

/** What a factory made, if it is a session. One that answers a promise is refused too, and what comes of that is disposed. */
function checked(made: unknown): Session {
  if (isSession(made)) return made;
  void Promise.resolve(made).then(
    (late) => {
      if (isSession(late)) wait(Promise.resolve().then(() => late.dispose()));
    },
    // The factory is refused whatever it comes to.
    () => {},
  );
  throw new SessionError('invalidInput', { message: 'useOwnedSession: `create` must answer a session' });
}

/**
 * Makes the session of a component and disposes it. A framework may unmount and mount again in the same turn (StrictMode,
 * a hot reload): that keeps the session. A session is never made beside one that is still being disposed.
 */
export class SessionOwner {
  readonly #tell: (owned: Owned) => void;
  #stay: Stay | null = null;

  /** `tell` hears of every session that is made, could not be made, or is over. */
  constructor(tell: (owned: Owned) => void) {
    this.#tell = tell;
  }

  /** Makes a session, or keeps the one that was made for the same key. Answers how to let go of it. */
  own(create: () => Session, key: readonly unknown[]): () => void {
    if (!this.#stay || !sameItems(this.#stay.key, key)) {
      this.#end();
      this.#stay = { key, session: null, holders: 0, over: false };
      this.#begin(this.#stay, create);
    }
    const stay = this.#stay;
    stay.holders += 1;
    return () => {
      stay.holders -= 1;
      // Not at once: whoever mounts again does so before this turn is over. Until that is known, nobody makes another.
      wait(
        Promise.resolve().then(() => {
          if (stay.holders === 0 && this.#stay === stay) this.#end();
        }),
      );
    };
  }

  #begin(stay: Stay, create: () => Session): void {
    if (stay.over) return;
    if (leaving.size > 0) {
      void Promise.all(leaving).then(() => this.#begin(stay, create));
      return;
    }
    this.#tell(this.#made(stay, create));
  }

  #made(stay: Stay, create: () => Session): Owned {
    const { key } = stay;
    try {
      stay.session = checked(create());
      return { key, session: stay.session };
    } catch (error) {
      return { key, session: null, error };
    }
  }

  #end(): void {
    const stay = this.#stay;
    if (!stay) return;
    this.#stay = null;
    stay.over = true;
    this.#tell(nothingOwned);
    if (stay.session) wait(stay.session.dispose());
  }
}
