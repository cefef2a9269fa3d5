import { createRequire } from 'node:module';
import { type LocalBrowser, openLocalPage } from './chromium.ts';
import { pointedAtV9 } from './pointed-at-v9.ts';

const sdk = createRequire(import.meta.url).resolve('@yxim/nim-web-sdk');

type Failure = { readonly code?: unknown } | null;

/** The legacy SDK as the page sees it. */
interface LegacyPage {
  SDK: { NIM: { getInstance(options: object): LegacyNim } };
  clients: LegacyNim[];
  logs: string[][];
  /** The account's other clients, as last reported. */
  ports: { deviceId: string }[][];
}
interface LegacyNim {
  disconnect(options?: object): void;
  destroy(options?: object): void;
  kick(options: { deviceIds: string[]; done(error: Failure, result: unknown): void }): void;
  sendText(options: { scene: 'p2p'; to: string; text: string; done(error: Failure): void }): void;
  sendCustomSysMsg(options: { scene: 'p2p'; to: string; content: string; done(error: Failure): void }): void;
  httpRequestProxy(options: object): void;
}

/** One client of the legacy SDK; what it reports, in order, as short words. */
export interface LegacyClient {
  events(): Promise<readonly string[]>;
  until(word: string): Promise<void>;
  /** Ends the session, as the SDK of 9.x does it. */
  logout(): Promise<void>;
  /** Kicks the account's first other client. Like every call: `ok`, or the error's code. */
  kickOther(): Promise<unknown>;
  send(what: 'message' | 'notification', to: string, text: string): Promise<unknown>;
  /** The answer's body, or the error's code. */
  httpProxy(path: string, body: string): Promise<unknown>;
}

export interface LegacyOptions {
  readonly url: string;
  readonly mode: 'binary' | 'json';
  readonly account: string;
  readonly token: string;
  readonly appKey?: string;
}

export interface LegacyHost {
  login(options: LegacyOptions): Promise<LegacyClient>;
  readonly strayed: readonly string[];
  close(): Promise<void>;
}

/** Runs the vendor's SDK of 9.x in a page of its own. */
export async function legacyInChromium(browser: LocalBrowser): Promise<LegacyHost> {
  const strayed: string[] = [];
  const page = await openLocalPage(browser, strayed);
  await page.addScriptTag({ path: sdk });
  let count = 0;

  async function login({ url, mode, account, token, appKey = 'partyline' }: LegacyOptions): Promise<LegacyClient> {
    const id = count;
    count += 1;
    await page.evaluate(
      ({ id, place, mode, account, token, appKey }) => {
        const here = globalThis as unknown as LegacyPage;
        here.clients ??= [];
        here.logs ??= [];
        here.ports ??= [];
        const log: string[] = [];
        here.logs[id] = log;
        here.clients[id] = here.SDK.NIM.getInstance({
          appKey,
          account,
          token,
          ...place,
          binaryWebsocket: mode === 'binary',
          onconnect: () => log.push('connect'),
          onsyncdone: () => log.push('syncdone'),
          onwillreconnect: () => log.push('willreconnect'),
          onerror: (error: { code?: unknown }) => log.push(`error ${error?.code}`),
          ondisconnect: (error: { code?: unknown; reason?: unknown }) =>
            log.push(`disconnect ${error?.code}${error?.reason === undefined ? '' : ` ${error.reason}`}`),
          onloginportschange: (ports: { deviceId: string; online: boolean }[]) => {
            here.ports[id] = ports;
            for (const port of ports) log.push(port.online ? 'port online' : 'port offline');
          },
          onmsg: (message: { from: string; text: string }) => log.push(`message ${message.from} ${message.text}`),
          oncustomsysmsg: (message: { from: string; content: string }) =>
            log.push(`notification ${message.from} ${message.content}`),
          onProxyMsg: (message: { body: string }) => log.push(`proxy ${message.body}`),
        });
      },
      { id, place: pointedAtV9(url), mode, account, token, appKey },
    );
    const events = () => page.evaluate((id) => (globalThis as unknown as LegacyPage).logs[id] ?? [], id);
    return {
      events,
      until: async (word) => {
        await page.waitForFunction(
          ([id, word]) => (globalThis as unknown as LegacyPage).logs[id]?.includes(word),
          [id, word] as const,
          { timeout: 0, polling: 20 },
        );
      },
      logout: () =>
        page.evaluate(
          (id) => new Promise<void>((done) => (globalThis as unknown as LegacyPage).clients[id]?.destroy({ done })),
          id,
        ),
      kickOther: () =>
        page.evaluate((id) => {
          const here = globalThis as unknown as LegacyPage;
          const deviceIds = (here.ports[id] ?? []).map((port) => port.deviceId).slice(0, 1);
          return new Promise((resolve) =>
            here.clients[id]?.kick({ deviceIds, done: (error) => resolve(error === null ? 'ok' : error.code) }),
          );
        }, id),
      send: (what, to, text) =>
        page.evaluate(
          ([id, what, to, text]) => {
            const client = (globalThis as unknown as LegacyPage).clients[id];
            return new Promise((resolve) => {
              const done = (error: Failure): void => resolve(error === null ? 'ok' : error.code);
              if (what === 'message') client?.sendText({ scene: 'p2p', to, text, done });
              else client?.sendCustomSysMsg({ scene: 'p2p', to, content: text, done });
            });
          },
          [id, what, to, text] as const,
        ),
      httpProxy: (path, body) =>
        page.evaluate(
          ([id, path, body]) =>
            new Promise((resolve) =>
              (globalThis as unknown as LegacyPage).clients[id]?.httpRequestProxy({
                path,
                header: '{}',
                body,
                done: (error: Failure, result: { body?: unknown }) =>
                  resolve(error === null ? result.body : error.code),
              }),
            ),
          [id, path, body] as const,
        ),
    };
  }

  return { login, strayed, close: () => page.context().close() };
}
