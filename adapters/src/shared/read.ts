/** A part of something that may be anything. What cannot be read is not there. */
export function part(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return (value as Readonly<Record<string, unknown>>)[key];
  } catch {
    return undefined;
  }
}

/** A text, or nothing. */
export function text(value: unknown, key: string): string | undefined {
  const found = part(value, key);
  return typeof found === 'string' ? found : undefined;
}

/** A number, or nothing. */
export function number(value: unknown, key: string): number | undefined {
  const found = part(value, key);
  return typeof found === 'number' ? found : undefined;
}

/** A text that is one of those that are known, or nothing. */
export function oneOf(known: ReadonlySet<string>, value: unknown, key: string): string | undefined {
  const found = text(value, key);
  return found !== undefined && known.has(found) ? found : undefined;
}

/** Without what is not there, so that it is the same before and after JSON; nothing if nothing is. */
export function only(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined);
  return there.length > 0 ? Object.fromEntries(there) : undefined;
}
