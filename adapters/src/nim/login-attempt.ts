import { type ImLogin, isSessionError, Secret, type SecretProvider, SessionError } from '@partyline/core';
import { logOut } from './log-out.ts';
import type { LoginWatch } from './login-watch.ts';
import type { NimLoginOption, NimLoginService } from './sdk.ts';
import { vendorError } from './vendor-error.ts';

/** The SDK's own default, milliseconds. */
const defaultTimeout = 60_000;
/** The SDK's own time limit leaves its socket open: a late answer then logs in a client that nobody has. Ours does not. */
const never = 2 ** 31 - 1;

type How = Parameters<NimLoginService['login']>[2];

/** What a login is asked for with. */
export interface LoginRequest {
  readonly account: ImLogin;
  readonly option: NimLoginOption;
  readonly signal: AbortSignal;
  /** Answers the watch over the instance to log in with, once nothing stands in the way of asking it. */
  ready(): Promise<LoginWatch>;
  /** Whether the login of another account may be ended for this one. */
  mayEnd(accid: string): boolean;
}

/** One login through the SDK. However it ends, nothing of it stays behind unless it succeeded. */
export class LoginAttempt {
  /** Resolves once the account is logged in. */
  readonly done: Promise<void>;
  readonly #request: LoginRequest;
  /** Set when the SDK was asked: what it does has to be undone if the attempt is ended. */
  #asked: LoginWatch | undefined;
  #over = false;
  #undone: Promise<void> | undefined;
  #resolve: () => void = () => {};
  #reject: (error: SessionError) => void = () => {};

  constructor(request: LoginRequest) {
    this.#request = request;
    const { option, signal } = request;
    const { timeout = defaultTimeout } = option;
    const onAbort = () => this.end(new SessionError('aborted', { cause: signal.reason }));
    const onTimeout = () =>
      this.end(new SessionError('timeout', { message: `nimPort: no answer to the login within ${timeout} ms` }));
    const timer = setTimeout(onTimeout, timeout);
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

  /** Whether a login that the SDK reports is this one. */
  logsIn(accid: string): boolean {
    return !this.#over && this.#asked !== undefined && accid === this.#request.account.accid;
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
    let watch: LoginWatch | undefined;
    try {
      watch = await this.#request.ready();
      if (!this.#over) await this.#logIn(watch);
      this.#finish(this.#resolve);
    } catch (error) {
      const told = vendorError(error, watch?.version);
      this.#finish(() => this.#reject(told));
    }
  }

  async #logIn(watch: LoginWatch): Promise<void> {
    const { account, option, mayEnd } = this.#request;
    const { accid, token } = account;
    const there = watch.status();
    if (there.phase === 'loggedIn') {
      // To the SDK another token or auth type is another login, for which it would end the one that is there.
      if (there.accid.toLowerCase() === accid.toLowerCase()) return;
      if (!mayEnd(there.accid)) throw occupied(there.accid);
      await logOut(watch.nim);
      watch.flush();
    }
    const authType = option.authType ?? (token instanceof Secret ? 0 : 1);
    if (token instanceof Secret) await this.#ask(watch, token.open(), { authType });
    else if (authType === 0) await this.#ask(watch, await provided(token), { authType });
    else await this.#ask(watch, '', { authType, tokenProvider: () => this.#provide(token) });
    const now = watch.status();
    if (now.phase === 'loggedIn' && now.accid === accid) return;
    throw new SessionError('superseded', { message: 'nimPort: the login ended before the SDK had answered it' });
  }

  /** Without an explicit auth type the SDK takes the same login for another one the next time, and logs out first. */
  async #ask(watch: LoginWatch, token: string, how: How): Promise<void> {
    if (this.#over) return;
    this.#asked = watch;
    const option = { ...this.#request.option, ...how, timeout: never };
    await watch.nim.V2NIMLoginService.login(this.#request.account.accid, token, option);
  }

  /** On a reconnect the SDK tries again by itself after a failure; a first login has failed. */
  async #provide(provider: SecretProvider): Promise<string> {
    try {
      return await provided(provider);
    } catch (error) {
      this.end(vendorError(error, undefined));
      throw error;
    }
  }

  #finish(settle: () => void): void {
    if (this.#over) return;
    this.#over = true;
    settle();
  }

  async #undo(): Promise<void> {
    const nim = this.#asked?.nim;
    // If somebody else is logging in by now, that is the host.
    if (nim?.V2NIMLoginService.getLoginUser() !== this.#request.account.accid) return;
    await logOut(nim).catch(() => {});
    this.#asked?.flush();
  }
}

const occupied = (accid: string) =>
  new SessionError('alreadyLoggedIn', { message: `nimPort: the host has "${accid}" logged in: log that out first` });

/** What a provider answers. Why it failed stays out of the error: its words may hold a token. */
async function provided(provider: SecretProvider): Promise<string> {
  try {
    return (await provider()).open();
  } catch (error) {
    if (isSessionError(error)) throw error;
    throw new SessionError('badCredentials', { message: 'nimPort: the token provider failed' });
  }
}
