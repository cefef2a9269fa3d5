import { isSessionError, SessionError, type SessionErrorOptions } from './errors.ts';
import { Secret } from './secret.ts';

/** How many tokens a session remembers in order to keep them out of errors: more than can be in use at a time. */
const remembered = 64;

/** Seals a session's tokens, and keeps every one that it has sealed out of whatever a port throws. */
export class Vault {
  readonly #numbers = new Map<unknown, number>();
  #count = 0;

  /** A number in place of a token or a provider: the same for the same one. */
  numberOf(token: unknown): number {
    const known = this.#numbers.get(token) ?? ++this.#count;
    this.#numbers.delete(token);
    this.#numbers.set(token, known);
    if (this.#numbers.size > remembered) this.#numbers.delete(this.#numbers.keys().next().value);
    return known;
  }

  /** Puts a token into its envelope. */
  seal(token: string): Secret {
    this.numberOf(token);
    return new Secret(token);
  }

  /** Whatever a port threw, as a `SessionError` without secrets. Anything that is not one is the adapter's fault. */
  error(thrown: unknown): SessionError {
    const { message } = Object(thrown) as { message?: unknown };
    const said = typeof message === 'string' ? message : 'an adapter rejected with something that is no error';
    const known = isSessionError(thrown) && thrown;
    const { code, command, vendor } = known || {};
    return new SessionError(known ? known.kind : 'adapter', {
      ...(this.copy({ code, command, vendor, message: said }) as SessionErrorOptions),
      cause: this.copy(known ? known.cause : thrown),
    });
  }

  /** A copy for reading: text, plain data and errors. Never throws. */
  copy(value: unknown): unknown {
    const seen = new Set<unknown>();
    const legible = (_key: string, part: unknown): unknown => {
      if (typeof part === 'string') return this.#clean(part);
      if (typeof part === 'function' || typeof part === 'symbol') return `[${typeof part}]`;
      if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
      if (seen.has(part)) return '[…]';
      seen.add(part);
      const { name, message, stack, cause } = part as Partial<Error>;
      const all = part instanceof Error ? { ...part, name, message, stack, cause } : part;
      return Object.fromEntries(Object.entries(all).map(([key, inner]) => [this.#clean(key), inner]));
    };
    try {
      const copy: unknown = value === undefined ? value : JSON.parse(JSON.stringify(value, legible));
      return value instanceof Error ? Object.assign(Object.create(Error.prototype), copy) : copy;
    } catch {
      return '[unreadable]';
    }
  }

  #clean(text: string): string {
    const tokens = [...this.#numbers.keys()].filter((token) => typeof token === 'string' && token);
    return tokens.reduce<string>((clean, token) => clean.replaceAll(String(token), '[secret]'), text);
  }
}
