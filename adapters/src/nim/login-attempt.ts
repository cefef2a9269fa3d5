import { type ImLogin, Secret, type SecretProvider, SessionError } from '@partyline/core';
import { Attempt } from '../shared/login/attempt.ts';
import { LONGEST } from '../shared/longest.ts';
import { sameId } from '../shared/same-id.ts';
import { openToken } from '../shared/token.ts';
import { logOut } from './log-out.ts';
import type { LoginWatch } from './login-watch.ts';
import type { NimLoginOption, NimLoginService } from './sdk.ts';
import { vendorError } from './vendor-error.ts';

type How = Parameters<NimLoginService['login']>[2];

/** What a login is asked for with. */
export interface LoginRequest {
  readonly account: ImLogin;
  readonly option: NimLoginOption;
  readonly signal: AbortSignal;
  /** Answers the watch over the instance to log in with, once nothing stands in the way of asking it. */
  ready(attempt: LoginAttempt): Promise<LoginWatch>;
  /** Whether the login of another account may be ended for this one. */
  mayEnd(accid: string): boolean;
}

/** One login through the SDK. */
export class LoginAttempt extends Attempt {
  readonly #request: LoginRequest;
  /** Set when the SDK was asked: what it does has to be undone if the attempt is ended. */
  #asked: LoginWatch | undefined;

  constructor(request: LoginRequest) {
    super({ name: 'nimPort', signal: request.signal, timeout: request.option.timeout });
    this.#request = request;
    this.start(() => this.#run());
  }

  /** Whether a login that the SDK reports is this one. */
  logsIn(accid: string): boolean {
    return !this.over && this.#asked !== undefined && accid === this.#request.account.accid;
  }

  protected async undo(): Promise<void> {
    const nim = this.#asked?.nim;
    // If somebody else is logging in by now, that is the host.
    if (nim?.V2NIMLoginService.getLoginUser() !== this.#request.account.accid) return;
    await logOut(nim).catch(() => {});
    this.#asked?.flush();
  }

  async #run(): Promise<void> {
    let watch: LoginWatch | undefined;
    try {
      watch = await this.#request.ready(this);
      if (!this.over) await this.#logIn(watch);
      this.succeed();
    } catch (error) {
      this.fail(vendorError(error, watch?.version));
    }
  }

  async #logIn(watch: LoginWatch): Promise<void> {
    const { account, option, mayEnd } = this.#request;
    const { accid, token } = account;
    const there = watch.status();
    if (there.phase === 'loggedIn') {
      // To the SDK another token or auth type is another login, for which it would end the one that is there.
      if (sameId(there.accid, accid)) return;
      if (!mayEnd(there.accid)) throw occupied(there.accid);
      await logOut(watch.nim);
      watch.flush();
    }
    const authType = option.authType ?? (token instanceof Secret ? 0 : 1);
    if (token instanceof Secret || authType === 0) await this.#ask(watch, await openToken(token), { authType });
    else await this.#ask(watch, '', { authType, tokenProvider: () => this.#provide(token) });
    const now = watch.status();
    if (now.phase === 'loggedIn' && now.accid === accid) return;
    throw new SessionError('superseded', { message: 'nimPort: the login ended before the SDK had answered it' });
  }

  /** Without an explicit auth type the SDK takes the same login for another one the next time, and logs out first. */
  async #ask(watch: LoginWatch, token: string, how: How): Promise<void> {
    if (this.over) return;
    this.#asked = watch;
    // The SDK's own time limit leaves its socket open: a late answer then logs in a client that nobody has. Ours does not.
    const option = { ...this.#request.option, ...how, timeout: LONGEST };
    await watch.nim.V2NIMLoginService.login(this.#request.account.accid, token, option);
  }

  /** On a reconnect the SDK tries again by itself after a failure; a first login has failed. */
  async #provide(provider: SecretProvider): Promise<string> {
    try {
      return await openToken(provider);
    } catch (error) {
      this.end(vendorError(error, undefined));
      throw error;
    }
  }
}

const occupied = (accid: string) =>
  new SessionError('alreadyLoggedIn', { message: `nimPort: the host has "${accid}" logged in: log that out first` });
