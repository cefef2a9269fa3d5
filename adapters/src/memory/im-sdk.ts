import { type Credential, type ImEvent, type ImStatus, Secret, SessionError } from '@partyline/core';
import type { Emitter } from '../shared/emitter.ts';
import type { App, Line } from './app.ts';
import type { Network } from './network.ts';
import { openCredential } from './port-calls.ts';
import type { MemoryServer } from './server.ts';
import { vendorError } from './vendor-error.ts';

/** Who asked the SDK for something: the session through the port, the host app directly, or the kit. */
export type Asker = 'port' | 'host' | 'kit';

/** A login of the fake SDK. */
export interface ImLoginState {
  readonly accid: string;
  readonly app: App;
  readonly line: Line;
  credential: Credential;
  by: Asker;
  /** The last one that asked for it. */
  attempt: number;
  connected: boolean;
}

/**
 * The fake IM SDK of one device: one account at a time, the newest login wins, and it is the same SDK for the session,
 * the host and the kit. Everything here happens at once; the ports add the waiting.
 */
export class ImSdk {
  readonly events: Emitter<ImEvent>;
  readonly network: Network;
  readonly #server: MemoryServer;
  #appKey: string | undefined;
  #initializedBy: Asker | undefined;
  #login: ImLoginState | undefined;
  #attempt = 0;

  constructor(server: MemoryServer, network: Network, events: Emitter<ImEvent>) {
    this.#server = server;
    this.network = network;
    this.events = events;
    network.onChange((up) => (up ? this.#reconnect() : this.#drop()));
  }

  get login(): ImLoginState | undefined {
    return this.#login;
  }

  get appKey(): string | undefined {
    return this.#appKey;
  }

  status(): ImStatus {
    const appKey = this.#appKey;
    if (appKey === undefined) return { phase: 'uninitialized' };
    const login = this.#login;
    if (!login) return { phase: 'ready', appKey };
    return { phase: 'loggedIn', accid: login.accid, appKey, line: login.connected ? 'online' : 'reconnecting' };
  }

  /** A second time is harmless, unless the app key is another one. Answers whether it was the first. */
  initialize(by: Asker, appKey: string): boolean {
    if (this.#appKey !== undefined && this.#appKey !== appKey) {
      const message = `the IM SDK already runs app key "${this.#appKey}"`;
      throw vendorError('im', 'appMismatch', 'Unexpected login', message);
    }
    const first = this.#appKey === undefined;
    if (first || by === 'host') this.#initializedBy = by;
    this.#appKey = appKey;
    return first;
  }

  /** Announces a login: an earlier one that is still under way ends with 191002. */
  begin(): number {
    return ++this.#attempt;
  }

  /** Throws when another attempt, or a logout, came after this one. */
  check(attempt: number): void {
    if (attempt !== this.#attempt) throw vendorError('im', 'superseded', 191002, 'a later call took over');
  }

  /** Logs in, replacing whoever is logged in, or throws and changes nothing. */
  signIn(by: Asker, attempt: number, accid: string, credential: Credential, token: string): ImLoginState {
    this.check(attempt);
    const appKey = this.#appKey;
    if (appKey === undefined)
      throw vendorError('im', 'notInitialized', 'Instance not exist', 'the IM SDK is not initialised');
    if (!this.network.up) throw vendorError('im', 'network', 192001, 'connect failed');
    const app = this.#server.findApp(appKey);
    if (!app) throw vendorError('im', 'badCredentials', 101303, `no app "${appKey}"`);
    const account = app.checkIm(accid, token);
    if (by === 'host') this.#initializedBy = by;

    const current = this.#login;
    if (current?.accid === account.accid) {
      // The host's login stays the host's, also when somebody else asks for the same account.
      if (!(current.by === 'host' && by === 'port')) current.by = by;
      current.credential = credential;
      current.attempt = attempt;
      if (!current.connected) this.#online(current);
      return current;
    }
    this.#end(current);
    const login: ImLoginState = {
      accid: account.accid,
      app,
      line: { kicked: (reason) => this.#lose(login, { type: 'kicked', reason }) },
      credential,
      by,
      attempt,
      connected: true,
    };
    this.#login = login;
    app.connect(login.accid, login.line);
    this.events.emit({ type: 'loggedIn', accid: login.accid });
    return login;
  }

  /** Ends this login, unless another one has taken its place. */
  signOut(login: ImLoginState | undefined): void {
    if (login && login === this.#login) this.#end(login);
  }

  /** Ends what `by` brought about and nothing else. */
  release(by: Asker): void {
    if (this.#login?.by === by) this.#end(this.#login);
    if (this.#initializedBy !== by) return;
    // Somebody else's login keeps the SDK up, and from now on it is theirs.
    this.#initializedBy = this.#login?.by;
    if (!this.#login) this.#appKey = undefined;
  }

  #end(login: ImLoginState | undefined): void {
    if (!login) return;
    login.app.disconnect(login.accid, login.line);
    this.#lose(login, { type: 'loggedOut' });
  }

  /** The state changes before anybody hears of it, as with the real SDK. */
  #lose(login: ImLoginState, event: ImEvent): void {
    if (this.#login !== login) return;
    this.#login = undefined;
    login.connected = false;
    this.events.emit(event);
  }

  #drop(): void {
    const login = this.#login;
    if (!login?.connected) return;
    login.connected = false;
    login.app.disconnect(login.accid, login.line);
    this.events.emit({ type: 'lineDown' });
  }

  /** The real SDK tries again for ever, asks its provider each time, and gives up only when the server refuses it. */
  #reconnect(): void {
    const login = this.#login;
    if (!login) return;
    const { credential } = login;
    if (credential instanceof Secret) this.#return(login, credential.open());
    else
      openCredential(credential).then(
        (token) => this.#return(login, token),
        // A provider that fails is no refusal by the server (191003): the line stays down until the next attempt.
        () => {},
      );
  }

  #return(login: ImLoginState, token: string): void {
    if (this.#login !== login || login.connected || !this.network.up) return;
    const { app, accid } = login;
    try {
      app.checkIm(accid, token);
    } catch (error) {
      if (error instanceof SessionError) this.#lose(login, { type: 'credentialsRefused', error });
      return;
    }
    // A client that only reconnects never evicts another one: it is out (417).
    if (app.lines.has(accid)) this.#lose(login, { type: 'kicked', reason: 'otherClient' });
    else this.#online(login);
  }

  #online(login: ImLoginState): void {
    login.connected = true;
    login.app.connect(login.accid, login.line);
    this.events.emit({ type: 'lineUp' });
  }
}
