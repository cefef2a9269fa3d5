import { type ErrorKind, isSessionError, SessionError } from './errors.ts';

/** Remembers a session's tokens, and keeps them out of whatever a port, a provider or an argument throws. */
export class Vault {
  readonly #numbers = new Map<unknown, number>();
  #count = 0;

  /** A number in place of a token or a provider, the same for the same one. 64 are remembered: more than can be in use at a time. */
  numberOf(token: unknown): number {
    const known = this.#numbers.get(token) ?? ++this.#count;
    this.#numbers.delete(token);
    this.#numbers.set(token, known);
    const [oldest] = this.#numbers.keys();
    if (this.#numbers.size > 64) this.#numbers.delete(oldest);
    return known;
  }

  /**
   * Whatever was thrown, as a `SessionError` of this kind without secrets. Without a kind, one keeps its own, and
   * anything else is the adapter's fault.
   */
  error(thrown: unknown, kind?: ErrorKind): SessionError {
    const cause = this.#copy(thrown);
    if (isSessionError(cause)) return new SessionError(kind ?? cause.kind, cause);
    const { message = cause } = Object(cause) as { message?: unknown };
    return new SessionError(kind ?? 'adapter', { message: typeof message === 'string' ? message : undefined, cause });
  }

  /**
   * A copy for reading: text, plain data, and errors, which are what has a stack. What cannot be told, or is told
   * already, is its type in brackets. Never throws.
   */
  #copy(value: unknown, told = new Set<unknown>()): unknown {
    if (typeof value === 'string') return this.#clean(value);
    const type = `[${typeof value}]`;
    if (typeof value !== 'object' || value === null) return /function|symbol|bigint/.test(type) ? type : value;
    if (told.has(value)) return type;
    told.add(value);
    try {
      const { name, message, stack, cause, toJSON } = value as Error & { toJSON?: () => unknown };
      if (toJSON) return this.#copy(toJSON.call(value), told);
      const all = Object.entries(stack ? { ...value, name, message, stack, cause } : value);
      const copy = stack ? Object.create(Error.prototype) : Array.isArray(value) ? [] : {};
      for (const [key, part] of all) copy[this.#clean(key)] = this.#copy(part, told);
      return copy;
    } catch {
      return type;
    }
  }

  #clean(text: string): string {
    let clean = text;
    for (const token of this.#numbers.keys()) {
      if (token && typeof token === 'string') clean = clean.replaceAll(token, '[secret]');
    }
    return clean;
  }
}
