/** A text in which none of the secrets stands any more. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  // The longest first: a secret may be a part of another.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret !== '') clean = clean.replaceAll(secret, '[secret]');
  }
  return clean;
}
