import type { Connection } from './connection.ts';

/**
 * Every connection there is. A list in which each knows its place, because a `Set` of things that come and go leaves
 * outgrown tables behind, one pointing to the next: the first that grows old keeps all of them, and all the connections
 * they held, through every small garbage collection after it.
 */
export class Connections {
  readonly #list: Connection[] = [];

  add(connection: Connection): void {
    connection.place = this.#list.length;
    this.#list.push(connection);
  }

  /** The last one takes the place of the one that leaves. */
  delete(connection: Connection): void {
    const last = this.#list.pop();
    if (last === undefined || last === connection) return;
    this.#list[connection.place] = last;
    last.place = connection.place;
  }

  /** As they are now, so that they may come and go meanwhile. */
  all(): Connection[] {
    return [...this.#list];
  }
}
