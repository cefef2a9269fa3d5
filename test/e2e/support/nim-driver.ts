import type { NimConstructor, NimSdk } from './nim-types.ts';

export interface ClientOptions {
  /** The emulator's url. */
  readonly url: string;
  readonly mode: 'binary' | 'json';
  readonly appKey?: string;
}

export interface LoginOptions {
  readonly retryCount?: number;
  readonly timeout?: number;
  readonly authType?: number;
  /** What the token provider answers, one after the other; the last one for ever. */
  readonly tokens?: readonly string[];
}

/** How a call of the SDK ended, in words that can cross from a browser to Node. */
export type CallResult =
  | { readonly ok: true; readonly value?: unknown }
  | { readonly ok: false; readonly code: unknown };

const settle = (call: Promise<unknown>): Promise<CallResult> =>
  call.then(
    (value): CallResult => (value === undefined ? { ok: true } : { ok: true, value }),
    (error: { code?: unknown; message?: string }): CallResult => ({ ok: false, code: error.code ?? error.message }),
  );

/**
 * Drives unmodified SDK clients and writes down what they report, in order, as short words: `loginStatus 1`,
 * `disconnected 192003`. The same code runs in Node and inside a page.
 */
export class NimDriver {
  readonly #NIM: NimConstructor;
  readonly #clients: { readonly nim: NimSdk; readonly log: string[]; readonly waiting: Set<() => void> }[] = [];

  constructor(NIM: NimConstructor) {
    this.#NIM = NIM;
  }

  /** Makes a client; answers its number. */
  open({ url, mode, appKey = 'partyline' }: ClientOptions): number {
    const nim = new this.#NIM(
      { appkey: appKey, apiVersion: 'v2', debugLevel: 'off', binaryWebsocket: mode === 'binary' },
      {
        V2NIMLoginServiceConfig: { lbsUrls: [`${url}/lbs/webconf.jsp`], linkUrl: new URL(url).host, linkSSL: false },
        reporterConfig: { enableCompass: false, isDataReportEnable: false },
        abtestConfig: { isAbtestEnable: false },
      },
    );
    const id = this.#clients.push({ nim, log: [], waiting: new Set() }) - 1;
    const login = nim.V2NIMLoginService;
    login.on('onLoginStatus', (status: number) => this.#log(id, `loginStatus ${status}`));
    login.on('onConnectStatus', (status: number) => this.#log(id, `connectStatus ${status}`));
    login.on('onLoginFailed', (error: { code: number }) => this.#log(id, `loginFailed ${error.code}`));
    login.on('onConnectFailed', (error: { code: number }) => this.#log(id, `connectFailed ${error.code}`));
    login.on('onDisconnected', (error: { code: number }) => this.#log(id, `disconnected ${error.code}`));
    login.on('onKickedOffline', (detail: { reason: number; clientType: number }) =>
      this.#log(id, `kicked ${detail.reason} by ${detail.clientType}`),
    );
    login.on('onLoginClientChanged', (change: number, clients: unknown[]) =>
      this.#log(id, `clients ${change} ${clients?.length ?? 0}`),
    );
    login.on('onDataSync', (type: number, state: number) => this.#log(id, `sync ${type} ${state}`));
    nim.V2NIMMessageService.on('onReceiveMessages', (messages) => {
      for (const { senderId, text } of messages) this.#log(id, `message ${senderId} ${text}`);
    });
    nim.V2NIMNotificationService.on('onReceiveCustomNotifications', (notifications) => {
      for (const { senderId, content } of notifications) this.#log(id, `notification ${senderId} ${content}`);
    });
    nim.V2NIMPassthroughService.on('onProxyNotify', ({ fromAccountId, body }) =>
      this.#log(id, `proxyNotify ${fromAccountId} ${body}`),
    );
    // The first reconnect after 100 ms instead of 1600: the order of events is what the tests look at.
    login.setReconnectDelayProvider(() => 100);
    return id;
  }

  /** The result is not among the events: whether `login()` resolves before or after the last of them differs by build. */
  login(id: number, accid: string, token: string, options: LoginOptions = {}): Promise<CallResult> {
    const { tokens, ...rest } = options;
    let asked = 0;
    const tokenProvider = (): string => {
      this.#log(id, 'tokenProvider');
      asked += 1;
      return tokens?.[Math.min(asked, tokens.length) - 1] ?? '';
    };
    const option = { authType: 0, ...rest, ...(tokens === undefined ? {} : { tokenProvider }) };
    return settle(this.#nim(id).V2NIMLoginService.login(accid, token, option));
  }

  logout(id: number): Promise<CallResult> {
    return settle(this.#nim(id).V2NIMLoginService.logout());
  }

  /** Kicks the account's first other client. */
  kickOther(id: number): Promise<CallResult> {
    const service = this.#nim(id).V2NIMLoginService;
    return settle(service.kickOffline(service.getLoginClients()[0]));
  }

  async sendMessage(id: number, to: string, text: string): Promise<CallResult> {
    const nim = this.#nim(id);
    const message = nim.V2NIMMessageCreator.createTextMessage(text);
    const from = nim.V2NIMLoginService.getLoginUser();
    const result = await settle(nim.V2NIMMessageService.sendMessage(message, `${from}|1|${to}`));
    return result.ok ? { ok: true } : result;
  }

  sendNotification(id: number, to: string, content: string): Promise<CallResult> {
    const nim = this.#nim(id);
    const conversation = `${nim.V2NIMLoginService.getLoginUser()}|1|${to}`;
    return settle(nim.V2NIMNotificationService.sendCustomNotification(conversation, content, {}));
  }

  httpProxy(id: number, path: string, body: string): Promise<CallResult> {
    return settle(this.#nim(id).V2NIMPassthroughService.httpProxy({ path, method: 2, header: '{}', body }));
  }

  /** Login status, connection status, login user. */
  state(id: number): readonly [number, number, string] {
    const service = this.#nim(id).V2NIMLoginService;
    return [service.getLoginStatus(), service.getConnectStatus(), service.getLoginUser()];
  }

  events(id: number): readonly string[] {
    return [...(this.#clients[id]?.log ?? [])];
  }

  /** Forgets what was written down so far. */
  forget(id: number): void {
    this.#clients[id]?.log.splice(0);
  }

  /** Waits until a word has been written down. The test's own time limit is the only one. */
  until(id: number, word: string): Promise<void> {
    const client = this.#clients[id];
    return new Promise((resolve) => {
      const look = (): void => {
        if (client?.log.includes(word) !== true) return;
        client.waiting.delete(look);
        resolve();
      };
      client?.waiting.add(look);
      look();
    });
  }

  /** Ends every client, so that nothing of them is left running. */
  async close(): Promise<void> {
    for (const { nim } of this.#clients) await settle(nim.V2NIMLoginService.logout());
    for (const { nim } of this.#clients) await settle(Promise.resolve(nim.destroy?.()));
  }

  #nim(id: number): NimSdk {
    const client = this.#clients[id];
    if (client === undefined) throw new Error(`there is no client ${id}`);
    return client.nim;
  }

  #log(id: number, word: string): void {
    const client = this.#clients[id];
    client?.log.push(word);
    for (const look of client?.waiting ?? []) look();
  }
}
