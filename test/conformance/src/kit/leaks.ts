/** Where in something thrown a token can be read: in its text, its stack, its causes, its members, its JSON. */
export function leaks(thrown: unknown, tokens: readonly string[]): string[] {
  const found: string[] = [];
  const seen = new Set<unknown>();

  function look(value: unknown, at: string): void {
    if (typeof value === 'string') {
      if (tokens.some((token) => value.includes(token))) found.push(at);
      return;
    }
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    // Own names, not only enumerable ones: message, stack and cause of an error are hidden from Object.keys.
    for (const name of Object.getOwnPropertyNames(value)) look(member(value, name), `${at}.${name}`);
    if (value instanceof Map || value instanceof Set) look([...value], `${at}.entries`);
  }

  look(thrown, 'error');
  look(String(thrown), 'String(error)');
  look(json(thrown), 'JSON.stringify(error)');
  return found;
}

function member(value: object, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch {
    // What nobody can read leaks nothing.
    return undefined;
  }
}

function json(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // A cycle has no JSON that anybody could read.
    return undefined;
  }
}
