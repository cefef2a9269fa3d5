/** What is watched, with whatever else the port has: some adapters' ports can do more than the contract asks. */
export function withRest<W extends object>(watched: W, port: object): W {
  return new Proxy(watched, {
    get: (own, key) => {
      if (key in own) return Reflect.get(own, key);
      const more: unknown = Reflect.get(port, key);
      return typeof more === 'function' ? more.bind(port) : more;
    },
    has: (own, key) => key in own || key in port,
  });
}
