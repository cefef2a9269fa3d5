import { type ErrorKind, isSessionError, SessionError } from './errors.ts';

/** Fields of errors: what a secret that happens to be called so has in common with them is no news. */
const known = /^(name|message|stack|cause|kind|code|retryable|command|vendor|surface|version)$/;

/** Remembers a session's tokens, and keeps them out of whatever a port, a provider or an argument throws. */
export class Vault {
  readonly #providers = new WeakMap<object, number>();
  readonly #tokens = new Map<unknown, number>();
  #count = 0;

  /** A number in place of a token or a provider, the same for the same one. Of tokens the last thousand are remembered. */
  numberOf(token: unknown): number {
    const numbers = typeof token === 'function' ? this.#providers : this.#tokens;
    const number = numbers.get(token as object) ?? ++this.#count;
    numbers.delete(token as object);
    numbers.set(token as object, number);
    const [oldest] = this.#tokens.keys();
    if (this.#tokens.size > 1_000) this.#tokens.delete(oldest);
    return number;
  }

  /**
   * Whatever was thrown, as a `SessionError` of this kind without secrets. Without a kind, one keeps its own, and
   * anything else is the adapter's fault.
   */
  error(thrown: unknown, kind?: ErrorKind): SessionError {
    const cause = this.#copy(thrown, this.#secrets());
    if (isSessionError(cause))
      return Object.assign(new SessionError(kind ?? cause.kind, cause), { stack: cause.stack });
    const { message = cause } = Object(cause) as { message?: unknown };
    return new SessionError(kind ?? 'adapter', { message: typeof message === 'string' ? message : undefined, cause });
  }

  /** What a port says in words, without secrets; what is no text is nothing. */
  text(words: unknown): string | undefined {
    return typeof words === 'string' ? words.replace(this.#secrets(), '[secret]') : undefined;
  }

  /**
   * A copy for reading: text, plain data, and errors, which are what has a stack. What cannot be told, is told already
   * or is too much is its type in brackets. Never throws.
   */
  #copy(value: unknown, secrets: RegExp, told = new Set<unknown>()): unknown {
    const clean = (text: string) => text.replace(secrets, '[secret]');
    if (typeof value === 'string') return clean(value);
    const type = `[${typeof value}]`;
    if (typeof value !== 'object' || value === null) return /function|symbol|bigint/.test(type) ? type : value;
    if (told.has(value) || told.size > 1_000) return type;
    told.add(value);
    try {
      const { name, message, stack, cause, toJSON } = value as Error & { toJSON?: () => unknown };
      if (toJSON) return this.#copy(toJSON.call(value), secrets, told);
      const all = Object.entries(stack ? { ...value, name, message, stack, cause } : value);
      const copy = stack ? Object.create(Error.prototype) : Array.isArray(value) ? [] : {};
      for (const [key, part] of all) copy[known.test(key) ? key : clean(key)] = this.#copy(part, secrets, told);
      return copy;
    } catch {
      return type;
    }
  }

  /**
   * Every token as it is, and as it stands in a URL or in JSON; the longest first, for one may begin with another. What
   * has less than four characters is left alone: it is no secret, and every text would have holes in it.
   */
  #secrets(): RegExp {
    const forms: string[] = [];
    for (const token of this.#tokens.keys()) {
      if (typeof token !== 'string' || token.length < 4) continue;
      const url = encodeURIComponent(token.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
      forms.push(token, url, JSON.stringify(token).slice(1, -1));
    }
    forms.sort((a, b) => b.length - a.length);
    return new RegExp(forms.map((form) => form.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|') || '(?!)', 'g');
  }
}
