import type { AcmeError, AcmeServer, Answer, Line } from './server.ts';

/** What an IM client of the vendor says of itself. */
export type ImNews =
  | { readonly what: 'in'; readonly accid: string }
  | { readonly what: 'out' }
  | { readonly what: 'lost' }
  | { readonly what: 'back' }
  | { readonly what: 'kicked'; readonly why: string }
  | { readonly what: 'refused'; readonly error: AcmeError };

/** The vendor's IM client: callbacks, one account at a time, and it says everything at once to whoever listens. */
export class AcmeImClient implements Line {
  readonly appKey: string;
  readonly listeners = new Set<(news: ImNews) => void>();
  user: string | undefined;
  online = false;
  readonly #server: AcmeServer;
  #token: () => Promise<string> = async () => '';

  constructor(server: AcmeServer, appKey: string) {
    this.#server = server;
    this.appKey = appKey;
    server.clients.add(this);
  }

  login(accid: string, token: string, anew: () => Promise<string>, answer: Answer<string>): { cancel(): void } {
    return this.#server.ask(
      () => {
        const id = this.#server.checked(accid, token);
        if (this.user !== undefined && this.user !== id) this.leave();
        this.#server.connect(id, this);
        return id;
      },
      (error, id) => {
        if (error || id === undefined) return answer(error);
        this.#token = anew;
        if (this.user !== id || !this.online) {
          this.user = id;
          this.online = true;
          this.#tell({ what: 'in', accid: id });
        }
        answer(undefined, id);
      },
      (id) => {
        if (this.user !== id) this.#server.disconnect(id, this);
      },
    );
  }

  logout(done: () => void): void {
    const { user } = this;
    this.#server.ask(
      () => {},
      () => {
        if (user !== undefined && this.user === user) this.leave();
        done();
      },
    );
  }

  /** Out, without asking the server. */
  leave(news: ImNews = { what: 'out' }): void {
    const { user } = this;
    if (user === undefined) return;
    this.#server.disconnect(user, this);
    this.user = undefined;
    this.online = false;
    this.#tell(news);
  }

  kicked(why: string): void {
    this.leave({ what: 'kicked', why });
  }

  lost(): void {
    this.online = false;
    this.#tell({ what: 'lost' });
  }

  healed(): void {
    const { user } = this;
    if (user === undefined || this.online) return;
    const back = (token: string) =>
      this.#server.ask(
        () => this.#server.checked(user, token),
        (error) => {
          if (this.user !== user || this.online) return;
          if (error) return this.leave({ what: 'refused', error });
          this.online = true;
          this.#server.connect(user, this);
          this.#tell({ what: 'back' });
        },
      );
    this.#token().then(back, () => {});
  }

  #tell(news: ImNews): void {
    for (const listener of [...this.listeners]) listener(news);
  }
}

/** The vendor keeps one client on a device, for the host and for whoever else asks. */
export class AcmeDevice {
  client: AcmeImClient | undefined;
  readonly onClient = new Set<(client: AcmeImClient | undefined) => void>();
  readonly #server: AcmeServer;

  constructor(server: AcmeServer) {
    this.#server = server;
  }

  make(appKey: string): AcmeImClient {
    const client = new AcmeImClient(this.#server, appKey);
    this.#set(client);
    return client;
  }

  destroy(): void {
    this.client?.leave();
    this.#set(undefined);
  }

  #set(client: AcmeImClient | undefined): void {
    this.client = client;
    for (const listener of this.onClient) listener(client);
  }
}
