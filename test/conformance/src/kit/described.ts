/** A plain value in words, the same for equal values: for comparing and for messages. Errors by name, kind and text. */
export function described(value: unknown): string {
  return words(value, []);
}

/** What holds itself somewhere inside is told once: SDKs reject with all kinds of things. */
function words(value: unknown, within: readonly unknown[]): string {
  if (value instanceof Error) {
    const kind = 'kind' in value ? ` ${String(value.kind)}` : '';
    return `${value.name}${kind} "${value.message}"`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (within.includes(value)) return '(itself)';
  const inside = [...within, value];
  if (Array.isArray(value)) return `[${value.map((item) => words(item, inside)).join(', ')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${name}: ${words(member, inside)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
