import { RawProperty } from './raw-property.ts';
import type { Property } from './values.ts';

const nothing = (): void => {};

/** A property as it came in, some fields set anew: those are all that is encoded when it is passed on. */
export class ChangedProperty implements Property {
  readonly base: RawProperty;
  readonly changes: ReadonlyMap<number, string>;
  readonly size: number;

  constructor(base: RawProperty, changes: ReadonlyMap<number, string>) {
    this.base = base;
    this.changes = changes;
    this.size = base.pieces(changes, nothing) + changes.size;
  }

  get(tag: number): string | undefined {
    return this.changes.get(tag) ?? this.base.get(tag);
  }

  *[Symbol.iterator](): IterableIterator<[number, string]> {
    for (const field of this.base) if (!this.changes.has(field[0])) yield field;
    yield* this.changes;
  }
}

/** The same property with some fields set anew. */
export function changed(property: Property, changes: ReadonlyMap<number, string>): Property {
  return property instanceof RawProperty ? new ChangedProperty(property, changes) : new Map([...property, ...changes]);
}
