import type { Unsubscribe } from './ports/im.ts';

/** Who listens to what. One listener that throws harms no other: it is reported as `listenerFailed`. */
export class Listeners<
  Heard extends { readonly listenerFailed: { readonly type: 'listenerFailed'; readonly error: unknown } },
> {
  #sets: { [T in keyof Heard]?: Set<(value: Heard[T]) => void> } = {};

  add<T extends keyof Heard>(type: T, listener: (value: Heard[T]) => void): Unsubscribe {
    const known = this.#sets[type] ?? new Set();
    this.#sets[type] = known.add(listener);
    return () => known.delete(listener);
  }

  tell<T extends keyof Heard>(type: T, value: Heard[T]): void {
    const known = this.#sets[type];
    for (const listener of known ? [...known] : []) {
      if (known?.has(listener)) this.call(() => listener(value), type);
    }
  }

  /** Runs a listener; what it throws is an event, and what a listener of that event throws is nobody's any more. */
  call(run: () => void, type?: keyof Heard): void {
    try {
      run();
    } catch (error) {
      if (type !== 'listenerFailed') this.tell('listenerFailed', { type: 'listenerFailed', error });
    }
  }

  clear(): void {
    this.#sets = {};
  }
}
