/** Every option that there is; the compiler holds the list to the type. */
export type Known<Options> = { readonly [Name in keyof Required<Options>]: true };

/**
 * What is wrong with a name among the options, or `undefined`. A misspelt `serverUrl` would otherwise send tokens to the vendor's
 * cloud instead of the server that was meant.
 */
export function unknownOption(options: unknown, known: Readonly<Record<string, true>>): string | undefined {
  if (typeof options !== 'object' || options === null) return undefined;
  const name = Object.keys(options).find(
    (key) => !Object.hasOwn(known, key) && Reflect.get(options, key) !== undefined,
  );
  return name === undefined ? undefined : `unknown option "${name}": there are ${Object.keys(known).join(', ')}`;
}
