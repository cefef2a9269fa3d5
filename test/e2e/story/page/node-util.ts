// Stands in for `node:util` where the property suite's checks run in a page.

/** Everything that a value shows of itself, hidden properties, causes and stacks included. */
export function inspect(value: unknown, { depth = 12 }: { readonly depth?: number } = {}): string {
  const seen = new Set<object>();
  const show = (one: unknown, left: number): string => {
    if (typeof one !== 'object' || one === null) return String(one);
    if (seen.has(one) || left === 0) return '[…]';
    seen.add(one);
    const parts = Reflect.ownKeys(one).map((key) => {
      const { value } = Object.getOwnPropertyDescriptor(one, key) ?? {};
      return `${String(key)}: ${show(value, left - 1)}`;
    });
    const inside = one instanceof Map || one instanceof Set ? [...one].map((each) => show(each, left - 1)) : [];
    return `${one.constructor?.name}{${[...parts, ...inside].join(', ')}}`;
  };
  return show(value, depth);
}

/** Whether two plain values are the same all the way down. */
export function isDeepStrictEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const keys = Reflect.ownKeys(a);
  return (
    keys.length === Reflect.ownKeys(b).length &&
    keys.every((key) => isDeepStrictEqual(Reflect.get(a, key), Reflect.get(b, key)))
  );
}
