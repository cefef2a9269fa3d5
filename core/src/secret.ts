/** Answers a token for an account, anew whenever a login or a reconnect needs one. */
export type TokenProvider = (id: string) => string | Promise<string>;

/**
 * A provider as a port gets it: what it answers is sealed. What it throws is a `SessionError`: the provider's own, or
 * `badCredentials`.
 */
export type SecretProvider = () => Promise<Secret>;

/** What a port logs in with: a sealed token, or a provider that it asks at every login and at every reconnect. */
export type Credential = Secret | SecretProvider;

/** A token in an envelope that prints as `[secret]` everywhere: JSON, strings, inspectors, traces. Only ports open it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The token itself. For adapters, at the moment they hand it to the vendor's SDK. */
  open(): string {
    return this.#value;
  }

  toJSON(): string {
    return '[secret]';
  }

  toString(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
