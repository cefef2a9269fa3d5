/** Tagged fields: what nearly every request and answer of the vendor's protocol is made of. */
export interface Property extends Iterable<[number, string]> {
  readonly size: number;
  get(tag: number): string | undefined;
}

/** The types a body is made of, by the vendor's names, and what they are here. */
export interface WireTypes {
  byte: number;
  int: number;
  /** Unsigned, at most `Number.MAX_SAFE_INTEGER`. */
  long: number;
  bool: boolean;
  string: string;
  property: Property;
  propertyArray: readonly Property[];
  strArray: readonly string[];
  longArray: readonly number[];
}

export type WireType = keyof WireTypes;
export type WireValue = WireTypes[WireType];

/** The values of a body with this shape, in order. */
export type Body<Shape extends readonly WireType[]> = { readonly [I in keyof Shape]: WireTypes[Shape[I]] };
