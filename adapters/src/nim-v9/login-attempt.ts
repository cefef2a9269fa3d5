import { type ImLogin, isSessionError, Secret, SessionError } from '@partyline/core';
import type { LoginWatch, Step } from './login-watch.ts';
import type { NimV9LoginOption } from './options.ts';
import { vendorError } from './vendor-error.ts';

/** What a login is asked for with. */
export interface LoginRequest {
  readonly account: ImLogin;
  readonly option: NimV9LoginOption;
  readonly signal: AbortSignal;
  /** Resolves once nothing stands in the way; answers whether the account is logged in already. */
  ready(attempt: LoginAttempt): Promise<boolean>;
  /** Begins to connect with a token; answers the watch over the instance that does. */
  connect(token: string): LoginWatch;
  /** Takes back what `connect` did. */
  undo(watch: LoginWatch): Promise<void>;
}

/** One login through the SDK. However it ends, nothing of it stays behind unless it succeeded. */
export class LoginAttempt {
  /** Resolves once the account is logged in. */
  readonly done: Promise<void>;
  readonly #request: LoginRequest;
  #watch: LoginWatch | undefined;
  #over = false;
  #undone: Promise<void> | undefined;
  #resolve: () => void = () => {};
  #reject: (error: SessionError) => void = () => {};

  constructor(request: LoginRequest) {
    this.#request = request;
    const { signal, option } = request;
    const { timeout = 60_000 } = option;
    const onAbort = () => this.end(new SessionError('aborted', { cause: signal.reason }));
    const message = `nimV9Port: no answer to the login within ${timeout} ms`;
    const timer = setTimeout(() => this.end(new SessionError('timeout', { message })), timeout);
    const outcome = new Promise<void>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.done = outcome.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    });
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    else this.#run();
  }

  get over(): boolean {
    return this.#over;
  }

  /** Gives the attempt up: takes back what the SDK did, then rejects with the error. Without effect once it is over. */
  async end(error: SessionError): Promise<void> {
    if (!this.#over) {
      this.#over = true;
      this.#undone = this.#undo().then(() => this.#reject(error));
    }
    await this.#undone;
  }

  async #run(): Promise<void> {
    const { account, ready, connect } = this.#request;
    try {
      if (await ready(this)) return this.#succeed();
      if (this.#over) return;
      const { token } = account;
      const opened = token instanceof Secret ? token.open() : await provided(token);
      if (this.#over) return;
      const watch = connect(opened);
      this.#watch = watch;
      watch.provider = token instanceof Secret ? undefined : token;
      watch.onStep = (step) => this.#step(step);
    } catch (error) {
      this.end(isSessionError(error) ? error : vendorError(undefined, undefined));
    }
  }

  #step(step: Step): void {
    const { retryCount = 3 } = this.#request.option;
    if ('connected' in step) this.#succeed();
    else if ('lost' in step) this.end(vendorError(step.lost.code, this.#watch?.nim));
    else if (step.retry > retryCount) this.end(vendorError('initConnectFail', this.#watch?.nim));
  }

  #succeed(): void {
    if (this.#over) return;
    this.#over = true;
    if (this.#watch) this.#watch.onStep = undefined;
    this.#resolve();
  }

  async #undo(): Promise<void> {
    const watch = this.#watch;
    if (!watch) return;
    watch.onStep = undefined;
    await this.#request.undo(watch);
  }
}

/** What a provider answers. Why it failed stays out of the error: its words may hold a token. */
async function provided(provider: Exclude<ImLogin['token'], Secret>): Promise<string> {
  try {
    return (await provider()).open();
  } catch (error) {
    if (isSessionError(error)) throw error;
    throw new SessionError('badCredentials', { message: 'nimV9Port: the token provider failed' });
  }
}
