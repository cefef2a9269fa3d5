import { isSessionError, SessionError } from './errors.ts';
import { Secret } from './secret.ts';

/** How many tokens a session remembers in order to keep them out of errors: more than can be in use at a time. */
const remembered = 64;

/** Copies deeper than this are cut: an error is for reading. */
const deepest = 4;

/** Seals a session's tokens, and keeps every one that it has sealed out of whatever a port throws. */
export class Vault {
  #tokens: string[] = [];

  /** Puts a token into its envelope. */
  seal(token: string): Secret {
    if (!this.#tokens.includes(token)) this.#tokens = [token, ...this.#tokens.slice(0, remembered)];
    return new Secret(token);
  }

  /** Whatever a port threw, as a `SessionError` without secrets. Anything that is not one is the adapter's fault. */
  error(thrown: unknown): SessionError {
    if (!isSessionError(thrown)) {
      const { message } = Object(thrown) as { message?: unknown };
      const said = typeof message === 'string' ? message : 'an adapter rejected with something that is no error';
      return new SessionError('adapter', { message: this.#text(said), cause: this.copy(thrown) });
    }
    const { kind, code, command } = thrown;
    const [message, vendor, cause] = [thrown.message, thrown.vendor, thrown.cause].map((part) => this.copy(part));
    return new SessionError(kind, { code, command, message: String(message), vendor: vendor as never, cause });
  }

  /** A copy for reading: text, plain data and errors. Never throws; what cannot be read is named only. */
  copy(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
    if (typeof value !== 'object' || value === null) return value;
    if (depth > deepest) return '[…]';
    try {
      if (Array.isArray(value)) return value.map((item) => this.copy(item, depth + 1));
      const keys = value instanceof Error ? ['name', 'message', 'stack', 'cause'] : [];
      const into: Record<string, unknown> = value instanceof Error ? Object.create(Error.prototype) : {};
      for (const key of new Set([...keys, ...Object.keys(value)])) {
        const part: unknown = (value as Record<string, unknown>)[key];
        if (part !== undefined) into[this.#text(key)] = this.copy(part, depth + 1);
      }
      return into;
    } catch {
      return '[unreadable]';
    }
  }

  #text(text: string): string {
    return this.#tokens.reduce((clean, token) => clean.replaceAll(token, '[secret]'), text);
  }
}
