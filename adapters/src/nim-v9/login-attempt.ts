import { type ImLogin, isSessionError, Secret } from '@partyline/core';
import { Attempt } from '../shared/login/attempt.ts';
import { openToken } from '../shared/token.ts';
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

/** One login through the SDK. */
export class LoginAttempt extends Attempt {
  readonly #request: LoginRequest;
  #watch: LoginWatch | undefined;

  constructor(request: LoginRequest) {
    super({ name: 'nimV9Port', signal: request.signal, timeout: request.option.timeout });
    this.#request = request;
    this.start(() => this.#run());
  }

  protected async undo(): Promise<void> {
    const watch = this.#watch;
    if (!watch) return;
    watch.onStep = undefined;
    await this.#request.undo(watch);
  }

  async #run(): Promise<void> {
    const { account, ready, connect } = this.#request;
    try {
      if (await ready(this)) return this.succeed();
      if (this.over) return;
      const { token } = account;
      const opened = await openToken(token);
      if (this.over) return;
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
    if ('connected' in step) this.#connected();
    else if ('lost' in step) this.end(vendorError(step.lost.code, this.#watch?.nim));
    else if (step.retry > retryCount) this.end(vendorError('initConnectFail', this.#watch?.nim));
  }

  #connected(): void {
    if (this.#watch && !this.over) this.#watch.onStep = undefined;
    this.succeed();
  }
}
