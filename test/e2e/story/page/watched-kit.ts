// Runs in the page: the vendor's web core, with every call that an adapter makes of it noted.
import type { Journal } from './journal.ts';
import type { WebCore } from './sdks.ts';

/** A call of the kit's. */
interface KitCall {
  readonly name: string;
  open: boolean;
}

/** What ends something: it must be answered, or whoever asked for it waits for ever. */
const endings = ['authService.logout', 'roomService.joinRoom.leaveRoom'];

/** Which members lead on to more of the kit, and which calls answer a part of it. */
const parts = ['authService', 'roomService'];
const visits = ['roomService.joinRoom'];

/** The kit as an adapter gets it: the vendor's own object, looked at from outside. */
export class WatchedKit {
  readonly kit: WebCore;
  readonly #calls: KitCall[] = [];
  readonly #journal: Journal;
  readonly #seen = new WeakMap<object, object>();
  readonly #clients = new Set<NonNullable<WebCore['_im']['nim']>>();

  constructor(kit: WebCore, journal: Journal) {
    this.#journal = journal;
    this.kit = this.#watch(kit, '');
  }

  /** The ends that were asked of the kit and that it has not answered. */
  get unanswered(): readonly string[] {
    return this.#calls.filter(({ name, open }) => open && endings.includes(name)).map(({ name }) => name);
  }

  /** The accounts of the IM clients that the kit made for itself and that are still there. A destroyed one has no options. */
  get clients(): readonly string[] {
    return [...this.#clients].flatMap(({ options }) => (options ? [options.account] : []));
  }

  /** Keeps every IM client that the kit makes for itself in sight: the kit may forget it. */
  #keepClients(im: WebCore['_im']): void {
    let nim = im.nim;
    if (im.isReuseIM) return;
    Object.defineProperty(im, 'nim', {
      get: () => nim,
      set: (value: typeof nim) => {
        nim = value;
        this.#journal.note(`kit’s own IM: ${value ? `${value.options?.account}` : 'none'}`);
        if (value) this.#clients.add(value);
      },
    });
  }

  #watch<T extends object>(of: T, path: string): T {
    const known = this.#seen.get(of);
    if (known) return known as T;
    const watched = new Proxy(of, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        const at = path === '' ? String(name) : `${path}.${String(name)}`;
        if (typeof value === 'function') return this.#around(value.bind(target), at);
        return parts.includes(at) && value ? this.#watch(value as object, at) : value;
      },
      set: (target, name, value) => Reflect.set(target, name, value, target),
    });
    this.#seen.set(of, watched);
    return watched;
  }

  #around(method: (...args: unknown[]) => unknown, name: string) {
    return (...args: unknown[]): unknown => {
      const answer = method(...args);
      if (!(answer instanceof Promise)) {
        this.#journal.note(`kit.${name}()`);
        return answer;
      }
      const call: KitCall = { name, open: true };
      const number = this.#calls.push(call);
      this.#journal.note(`kit.${name}() #${number}`);
      const over = (how: string) => {
        call.open = false;
        this.#journal.note(`kit.${name}() #${number} ${how}`);
      };
      answer.then(
        () => {
          over('resolved');
          if (name === 'initialize') this.#keepClients(this.kit._im);
        },
        (error: unknown) => over(`rejected ${error instanceof Error ? error.message : JSON.stringify(error)}`),
      );
      if (!visits.includes(name)) return answer;
      return answer.then((visit: { data?: object }) =>
        visit.data ? { ...visit, data: this.#watch(visit.data, name) } : visit,
      );
    };
  }
}
