/** A plain value in words, the same for equal values: for comparing and for messages. Errors by name, kind and text. */
export function described(value: unknown): string {
  if (value instanceof Error) {
    const kind = 'kind' in value ? ` ${String(value.kind)}` : '';
    return `${value.name}${kind} "${value.message}"`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(described).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${name}: ${described(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
