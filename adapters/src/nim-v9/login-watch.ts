import type { ImEvent, SecretProvider } from '@partyline/core';
import { healing } from '../shared/healing.ts';
import { kickReasons } from './codes.ts';
import type { NimV9, NimV9Callbacks, NimV9Disconnection } from './sdk.ts';
import { vendorError } from './vendor-error.ts';

/** A login as the SDK shows it. */
export type Login = { readonly accid: string; readonly line: 'online' | 'reconnecting' } | undefined;

/** How a connection that is being made gets on. */
export type Step = { readonly connected: true } | { readonly retry: number } | { readonly lost: NimV9Disconnection };

/** The host's callback first, then ours, whatever became of the host's. */
const around = <A>(host: ((detail: never) => unknown) | undefined, ours: (detail: A) => void) => {
  return (detail: A): void => {
    try {
      host?.(detail as never);
    } finally {
      ours(detail);
    }
  };
};

/** What one instance says about its login. The SDK has one callback for each event, so ours are put around the host's. */
export class LoginWatch {
  /** Asked for a fresh token at every reconnect. */
  provider: SecretProvider | undefined;
  /** Told how a connection gets on while somebody waits for it. */
  onStep: ((step: Step) => void) | undefined;
  readonly #tell: (event: ImEvent) => void;
  #nim: NimV9 | undefined;
  #told: Login;
  /** How often a connection was ended for good. */
  #ends = 0;
  #hosts: NimV9Callbacks = {};
  /** Ours, as the SDK keeps them: it wraps what it is given. */
  #kept: unknown;

  constructor(tell: (event: ImEvent) => void, nim?: NimV9) {
    this.#tell = tell;
    this.#nim = nim;
  }

  get nim(): NimV9 | undefined {
    return this.#nim?.options && this.#nim;
  }

  /** The login right now. On the way counts only while the SDK brings back a login that it had. */
  get login(): Login {
    const nim = this.nim;
    const accid = nim?.options?.account;
    if (!nim || accid === undefined) return undefined;
    const status = nim.getLoginStatus();
    if (status === 1) return { accid, line: 'online' };
    return status !== 0 && this.#told ? { accid, line: 'reconnecting' } : undefined;
  }

  /** Our callbacks around the host's, for an instance that is to be made. */
  hooks(hosts: NimV9Callbacks): NimV9Callbacks {
    this.#hosts = hosts;
    return {
      onconnect: around(hosts.onconnect, () => this.#look({ connected: true })),
      ondisconnect: around<NimV9Disconnection>(hosts.ondisconnect, (error) => this.#ended(error ?? {})),
      onwillreconnect: (info: { readonly retryCount?: number; readonly duration?: number } | undefined) => {
        const answer = hosts.onwillreconnect?.(info as never);
        this.#look({ retry: info?.retryCount ?? 1 });
        return this.#unlessEnded(Promise.all([answer, this.#renew(info?.duration ?? 0)]));
      },
    };
  }

  /** The instance that was made with our callbacks. */
  made(nim: NimV9): void {
    this.#nim = nim;
    this.#kept = nim.options?.ondisconnect;
  }

  /** Puts our callbacks around those of an instance that is there already. */
  hook(): void {
    const nim = this.nim;
    const hosts = nim?.options;
    if (!nim || !hosts || hosts.ondisconnect === this.#kept) return;
    const { onconnect, onwillreconnect, ondisconnect } = hosts;
    nim.setOptions({ ...this.hooks({ onconnect, onwillreconnect, ondisconnect }) });
    this.#kept = nim.options?.ondisconnect;
    this.#told = this.login;
  }

  /** Gives the host its callbacks back, unless it has set others meanwhile. */
  unhook(): void {
    const nim = this.nim;
    if (this.#kept !== undefined && nim?.options?.ondisconnect === this.#kept) nim.setOptions({ ...this.#hosts });
    this.#kept = undefined;
  }

  /** The instance is let go of: what was told of it is over. */
  forget(): void {
    this.unhook();
    this.#nim = undefined;
    this.flush();
  }

  /** Tells a logout that the SDK has told nobody. */
  flush(): void {
    if (!this.#told || this.login) return;
    this.#told = undefined;
    this.#tell({ type: 'loggedOut' });
  }

  #look(step: Step): void {
    const before = this.#told;
    const now = this.login;
    this.#told = now;
    if (now && !before) this.#tell({ type: 'loggedIn', accid: now.accid });
    else if (now && before?.line !== now.line) this.#tell({ type: now.line === 'online' ? 'lineUp' : 'lineDown' });
    this.onStep?.(step);
  }

  #ended(error: NimV9Disconnection): void {
    if (healing.includes(error.code) && this.nim?.getLoginStatus() !== 0) return;
    this.#ends += 1;
    const had = this.#told;
    this.#told = undefined;
    if (had) this.#tell(this.#farewell(error));
    this.onStep?.({ lost: error });
  }

  #farewell({ code, reason }: NimV9Disconnection): ImEvent {
    if (code === 'kicked') return { type: 'kicked', reason: kickReasons[reason ?? ''] ?? 'server' };
    // A client that only reconnects never evicts another one: the server answers that the place is taken.
    if (code === 417) return { type: 'kicked', reason: 'otherClient' };
    if (typeof code === 'number') return { type: 'credentialsRefused', error: vendorError(code, this.nim) };
    return { type: 'loggedOut' };
  }

  /** Never settles once the connection was ended: the SDK, which waits for it with auth type 1, would connect all the same. */
  #unlessEnded<T>(work: Promise<T>): Promise<T> {
    const before = this.#ends;
    return work.finally(() => (this.#ends === before ? undefined : new Promise<never>(() => {})));
  }

  /**
   * The SDK has no provider of its own. With auth type 1 it waits for a fresh token, so that is asked for at the last
   * moment; otherwise it is asked for at once, to be there in time. A provider that fails leaves the token that was there:
   * the server decides.
   */
  async #renew(duration: number): Promise<void> {
    if (!this.provider) return;
    if (this.nim?.options?.authType === 1) await new Promise((resolve) => setTimeout(resolve, duration));
    if (!this.#told) return;
    try {
      const secret = await this.provider();
      this.nim?.setOptions({ token: secret.open() });
    } catch {
      // Told by the server's answer to the old token.
    }
  }
}
