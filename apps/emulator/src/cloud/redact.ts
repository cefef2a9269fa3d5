const secret = /token|secret|password|checksum|signature|authorization/i;

/** A copy of a JSON value in which every field that carries a secret reads `***`. Strings that hold JSON are looked into. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, secret.test(key) && hides(field) ? '***' : redact(field)]),
  );
}

const hides = (field: unknown): boolean =>
  field !== null && field !== undefined && field !== '' && field !== true && field !== false;

function redactText(text: string): string {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.stringify(redact(JSON.parse(text)));
  } catch {
    return text;
  }
}
