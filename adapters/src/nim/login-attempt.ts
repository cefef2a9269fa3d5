import { type ImLogin, Secret, SessionError } from '@partyline/core';
import { logOut } from './log-out.ts';
import type { LoginWatch } from './login-watch.ts';
import type { NimLoginOption, NimLoginService } from './sdk.ts';
import { vendorError } from './vendor-error.ts';

/** The SDK's own default, milliseconds. */
const defaultTimeout = 60_000;
/** The SDK's own time limit leaves its socket open: a late answer then logs in a client that nobody has. Ours does not. */
const never = 2 ** 31 - 1;

type How = Parameters<NimLoginService['login']>[2];

/** One login through the SDK. However it ends, nothing of it stays behind unless it succeeded. */
export class LoginAttempt {
  /** Resolves once the account is logged in. */
  readonly done: Promise<void>;
  readonly #account: ImLogin;
  readonly #option: NimLoginOption;
  /** Set when the SDK was asked: what it does has to be undone if the attempt is ended. */
  #asked: LoginWatch | undefined;
  #over = false;
  #undone: Promise<void> | undefined;
  #resolve: () => void = () => {};
  #reject: (error: SessionError) => void = () => {};

  /** @param ready - answers the watch over the instance to log in with, once nothing stands in the way of asking it */
  constructor(ready: () => Promise<LoginWatch>, account: ImLogin, option: NimLoginOption, signal: AbortSignal) {
    this.#account = account;
    this.#option = option;
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
    else this.#run(ready);
  }

  /** Whether a login that the SDK reports is this one. */
  logsIn(accid: string): boolean {
    return !this.#over && this.#asked !== undefined && accid === this.#account.accid;
  }

  /** Gives the attempt up: takes back what the SDK did, then rejects with the error. Without effect once it is over. */
  async end(error: SessionError): Promise<void> {
    if (!this.#over) {
      this.#over = true;
      this.#undone = this.#undo().then(() => this.#reject(error));
    }
    await this.#undone;
  }

  async #run(ready: () => Promise<LoginWatch>): Promise<void> {
    let watch: LoginWatch | undefined;
    try {
      watch = await ready();
      if (!this.#over) await this.#logIn(watch);
      this.#finish(this.#resolve);
    } catch (error) {
      const told = vendorError(error, watch?.version);
      this.#finish(() => this.#reject(told));
    }
  }

  async #logIn(watch: LoginWatch): Promise<void> {
    const { accid, token } = this.#account;
    const there = watch.status();
    if (there.phase === 'loggedIn') {
      // To the SDK any other token or auth type is another login, for which it would end the one that is there.
      if (there.accid.toLowerCase() === accid.toLowerCase()) return;
      throw new SessionError('alreadyLoggedIn', { message: `nimPort: "${there.accid}" is logged in: log out first` });
    }
    const authType = this.#option.authType ?? (token instanceof Secret ? 0 : 1);
    if (token instanceof Secret) await this.#ask(watch, token.open(), { authType });
    else if (authType === 0) await this.#ask(watch, (await token()).open(), { authType });
    else await this.#ask(watch, '', { authType, tokenProvider: () => this.#provide(token, watch) });
    const now = watch.status();
    if (now.phase === 'loggedIn' && now.accid === accid) return;
    throw new SessionError('superseded', { message: 'nimPort: the login ended before the SDK had answered it' });
  }

  /** Without an explicit auth type the SDK takes the same login for another one the next time, and logs out first. */
  async #ask(watch: LoginWatch, token: string, how: How): Promise<void> {
    if (this.#over) return;
    this.#asked = watch;
    const option = { ...this.#option, ...how, timeout: never };
    await watch.nim.V2NIMLoginService.login(this.#account.accid, token, option);
  }

  /** On a reconnect the SDK tries again by itself after a failure; a first login has failed. */
  async #provide(token: Exclude<ImLogin['token'], Secret>, watch: LoginWatch): Promise<string> {
    try {
      return (await token()).open();
    } catch (error) {
      const told = vendorError(error, watch.version);
      this.end(told);
      throw told;
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
    if (nim?.V2NIMLoginService.getLoginUser() !== this.#account.accid) return;
    await logOut(nim).catch(() => {});
    this.#asked?.flush();
  }
}
