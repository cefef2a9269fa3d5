import { isSessionError, SessionError, type VendorDetail } from './errors.ts';
import { Secret } from './secret.ts';

/** How many tokens a session remembers in order to keep them out of errors: more than can be in use at a time. */
const remembered = 64;

/** Copies deeper than this are cut: an error is for reading. */
const deepest = 4;

/** Seals a session's tokens, and keeps every one that it has sealed out of whatever a port throws. */
export class Vault {
  readonly #tokens = new Set<string>();

  /** Puts a token into its envelope. */
  seal(token: string): Secret {
    this.#tokens.delete(token);
    this.#tokens.add(token);
    if (this.#tokens.size > remembered) for (const oldest of this.#tokens) return this.#forget(oldest, token);
    return new Secret(token);
  }

  #forget(oldest: string, token: string): Secret {
    this.#tokens.delete(oldest);
    return new Secret(token);
  }

  /** The text without any known token. */
  text(text: string): string {
    let clean = text;
    for (const token of this.#tokens) clean = clean.replaceAll(token, '[secret]');
    return clean;
  }

  /** Whatever a port threw, as a `SessionError` without secrets. Anything that is not one is the adapter's fault. */
  error(thrown: unknown): SessionError {
    if (!isSessionError(thrown)) {
      const message = thrown instanceof Error ? thrown.message : 'an adapter rejected with something that is no error';
      return new SessionError('adapter', { message: this.text(message), cause: this.copy(thrown) });
    }
    const { kind, code, command, vendor, message, cause } = thrown;
    return new SessionError(kind, {
      code,
      command,
      message: this.text(message),
      ...(vendor && { vendor: this.copy(vendor) as VendorDetail }),
      ...(cause !== undefined && { cause: this.copy(cause) }),
    });
  }

  /** A copy for reading: errors, plain data and text, everything else by its name. Never throws. */
  copy(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
    if (typeof value !== 'object' || value === null) return value;
    if (depth > deepest) return '[…]';
    try {
      if (Array.isArray(value)) return value.map((item) => this.copy(item, depth + 1));
      const into: Record<string, unknown> = value instanceof Error ? this.#sameError(value) : {};
      for (const key of Object.keys(value)) {
        into[this.text(key)] = this.copy((value as Record<string, unknown>)[key], depth + 1);
      }
      if (value instanceof Error && value.cause !== undefined) into.cause = this.copy(value.cause, depth + 1);
      return into;
    } catch {
      return '[unreadable]';
    }
  }

  #sameError(error: Error): Error & Record<string, unknown> {
    const copy = new Error(this.text(String(error.message)));
    copy.name = this.text(String(error.name));
    copy.stack = this.text(String(error.stack));
    return copy as Error & Record<string, unknown>;
  }
}
