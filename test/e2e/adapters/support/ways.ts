/** A way to use an adapter, as a suite checks it. */
export interface CheckedWay<Capability extends string> {
  /** What a world of this way can't do. */
  readonly capabilities: { readonly [C in Capability]?: boolean };
  /** The sentences that can come out otherwise than in the way that is checked in full; all of them unless given. */
  readonly only?: RegExp;
}

/** Registers the sentences of a way, by their names, and leaves out those that cannot differ. */
export function registering(
  { only }: { readonly capabilities: object; readonly only?: RegExp },
  register: (name: string, check: () => Promise<void>) => unknown,
): (name: string, check: () => Promise<void>) => void {
  return (name, check) => {
    if (only?.test(name) ?? true) register(name, check);
  };
}
