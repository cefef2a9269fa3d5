/**
 * What is watched, with whatever else the port has: some adapters' ports can do more than the contract asks. What is written goes
 * to the port itself, and a method is the same one at every read.
 */
export function withRest<W extends object>(watched: W, port: object): W {
  const bound = new WeakMap<object, unknown>();
  const rest = (key: PropertyKey): unknown => {
    const more: unknown = Reflect.get(port, key);
    if (typeof more !== 'function') return more;
    // A port of a class may have private fields, which only its own `this` has.
    if (!bound.has(more)) bound.set(more, more.bind(port));
    return bound.get(more);
  };
  return new Proxy(watched, {
    get: (own, key) => (key in own ? Reflect.get(own, key) : rest(key)),
    has: (own, key) => key in own || key in port,
    set: (_, key, value) => Reflect.set(port, key, value),
    ownKeys: (own) => [...new Set([...Reflect.ownKeys(own), ...Reflect.ownKeys(port)])],
    getOwnPropertyDescriptor: (own, key) => {
      const found = Reflect.getOwnPropertyDescriptor(own, key);
      const more = found ? undefined : Reflect.getOwnPropertyDescriptor(port, key);
      // What the proxied object lacks, only a configurable property can stand for.
      return more
        ? { value: rest(key), enumerable: more.enumerable === true, writable: true, configurable: true }
        : found;
    },
  });
}
