/**
 * What is wrong with a name among the options, or `undefined`. A misspelt `serverUrl` would otherwise send tokens to the vendor's
 * cloud instead of the server that was meant.
 */
export function unknownOption(options: unknown, known: readonly string[]): string | undefined {
  if (typeof options !== 'object' || options === null) return undefined;
  const name = Object.keys(options).find((key) => !known.includes(key) && Reflect.get(options, key) !== undefined);
  return name === undefined ? undefined : `unknown option "${name}": there are ${known.join(', ')}`;
}
