import type { ImEvent, ImStatus } from '@partyline/core';
import { kickReasons } from './codes.ts';
import { loginStatus, type Nim, type NimLoginEvents } from './sdk.ts';
import { codeOf, vendorError, versionOf } from './vendor-error.ts';

/** A login as the SDK shows it. */
type Login = { readonly accid: string; readonly line: 'online' | 'reconnecting' } | undefined;

/**
 * What one instance says about its login, and what changed since it last said it. Every event is worked out from what
 * the SDK says at that moment, so one that was missed (a host's listener that throws keeps the SDK from telling ours)
 * is made good by the next.
 */
export class LoginWatch {
  readonly nim: Nim;
  readonly #tell: (event: ImEvent) => void;
  #on = false;
  #login: Login;
  /** A login is gone, and that is still to be told. */
  #gone = false;
  #kick: { readonly reason: number } | null = null;
  #refusal: unknown;

  constructor(nim: Nim, tell: (event: ImEvent) => void) {
    this.nim = nim;
    this.#tell = tell;
  }

  get version(): string | undefined {
    return versionOf(this.nim);
  }

  /** Somebody is logged in or on the way there. */
  get busy(): boolean {
    return this.nim.V2NIMLoginService.getLoginStatus() !== loginStatus.logout;
  }

  /** Resolves when nobody is on the way: a login that is asked for then disturbs no login of the host's. */
  async rest(): Promise<void> {
    const service = this.nim.V2NIMLoginService;
    while (this.busy && this.status().phase !== 'loggedIn') {
      await new Promise<void>((resolve) => {
        const once = () => {
          service.off('onLoginStatus', once);
          resolve();
        };
        service.on('onLoginStatus', once);
      });
    }
  }

  status(): ImStatus {
    const { appkey: appKey } = this.nim.options;
    const login = this.#read();
    return login ? { phase: 'loggedIn', appKey, ...login } : { phase: 'ready', appKey };
  }

  start(): void {
    if (this.#on) return;
    this.#login = this.#read();
    this.#on = true;
    const service = this.nim.V2NIMLoginService;
    for (const [event, listener] of this.#listeners) service.on(event, listener);
  }

  stop(): void {
    if (!this.#on) return;
    this.flush();
    this.#on = false;
    const service = this.nim.V2NIMLoginService;
    for (const [event, listener] of this.#listeners) service.off(event, listener);
  }

  /** Says now what would be said in a moment: nothing that happened is still to be told afterwards. */
  flush(): void {
    this.#changed();
    this.#tellGone();
  }

  readonly #changed = (): void => {
    if (!this.#on) return;
    const before = this.#login;
    const now = this.#read();
    this.#login = now;
    if (before && before.accid !== now?.accid) {
      this.#gone = true;
      this.#kick = this.nim.V2NIMLoginService.getKickedOfflineDetail();
      // The SDK reports a kick and a refusal by status 0 first and by name last, all in one go.
      queueMicrotask(() => this.#tellGone());
    }
    if (!now) return;
    if (before?.accid !== now.accid) {
      this.#tellGone();
      this.#tell({ type: 'loggedIn', accid: now.accid });
    } else if (before.line !== now.line) this.#tell({ type: now.line === 'online' ? 'lineUp' : 'lineDown' });
  };

  #tellGone(): void {
    if (!this.#gone) return;
    this.#gone = false;
    this.#tell(this.#farewell());
  }

  #farewell(): ImEvent {
    const kick = this.#kick;
    const refusal = this.#refusal;
    if (kick) return { type: 'kicked', reason: kickReasons[kick.reason] ?? 'server' };
    if (refusal === undefined) return { type: 'loggedOut' };
    // A client that only reconnects never evicts another one: the server answers that the place is taken.
    if (codeOf(refusal) === 417) return { type: 'kicked', reason: 'otherClient' };
    return { type: 'credentialsRefused', error: vendorError(refusal, this.version) };
  }

  /** The account is the SDK's word only while it is logged in, or while it brings back a login that it had. */
  #read(): Login {
    const service = this.nim.V2NIMLoginService;
    const status = service.getLoginStatus();
    const accid = service.getLoginUser();
    // While a logout travels, the SDK names nobody and still says that somebody is logged in.
    if (status === loginStatus.logout || accid === '') return undefined;
    if (status === loginStatus.logined) return { accid, line: 'online' };
    const had = this.#on ? this.#login?.accid === accid : service.getCurrentLoginClient?.() !== undefined;
    return had ? { accid, line: 'reconnecting' } : undefined;
  }

  readonly #listeners = Object.entries({
    onLoginStatus: () => {
      // A host that logs in again from inside its own listener gets here before the reason was told.
      this.#tellGone();
      this.#refusal = undefined;
      this.#changed();
    },
    onLoginFailed: (error) => {
      this.#refusal = error;
      this.#changed();
    },
    onKickedOffline: (detail) => {
      this.#kick = detail;
      this.#changed();
    },
  } satisfies NimLoginEvents) as [keyof NimLoginEvents, () => void][];
}
