import type { Unsubscribe } from '@partyline/core';
import { Broken } from './broken.ts';
import { described } from './described.ts';
import type { Patience } from './patience.ts';

/** An event and what `status()` said while the listener ran. */
export interface Heard<E, St> {
  readonly event: E;
  readonly status: St;
}

interface Port<E, St> {
  status(): St;
  subscribe(listener: (event: E) => void): Unsubscribe;
}

/** A listener that remembers, in order, what it heard. */
export class Hearing<E extends { readonly type: string }, St> {
  readonly all: Array<Heard<E, St>> = [];
  readonly stop: Unsubscribe;
  readonly #patience: Patience;
  readonly #waiting = new Set<() => void>();

  constructor(port: Port<E, St>, patience: Patience) {
    this.#patience = patience;
    this.stop = port.subscribe((event) => {
      this.all.push({ event, status: port.status() });
      for (const look of [...this.#waiting]) look();
    });
  }

  get types(): string[] {
    return this.all.map(({ event }) => event.type);
  }

  /** The first event of a type, as soon as it was heard. */
  async first<T extends E['type']>(type: T): Promise<Heard<Extract<E, { readonly type: T }>, St>> {
    const find = () =>
      this.all.find((heard): heard is Heard<Extract<E, { readonly type: T }>, St> => heard.event.type === type);
    let look = () => {};
    const arrival = new Promise<Heard<Extract<E, { readonly type: T }>, St>>((resolve) => {
      look = () => {
        const heard = find();
        if (heard) resolve(heard);
      };
      this.#waiting.add(look);
      look();
    });
    try {
      return await this.#patience.for(arrival, `a "${type}" event`);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      throw new Broken(error.expected, `only ${described(this.types)}`);
    } finally {
      this.#waiting.delete(look);
    }
  }
}
