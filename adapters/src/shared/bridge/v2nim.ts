import type { HostIm, HostImListener } from './host-im.ts';

/** The part of a V2NIM instance (`nim-web-sdk-ng` 10.x, made with `apiVersion: 'v2'`) that a meeting kit needs. */
export interface V2Nim {
  readonly options: { readonly appkey: string; readonly apiVersion?: string };
  readonly V2NIMLoginService: {
    getLoginUser(): string;
    getLoginStatus(): number;
    getConnectStatus(): number;
    getKickedOfflineDetail(): object | null;
    getChatroomLinkAddress(roomId: string, miniProgram: boolean): Promise<string[]>;
    on<E extends keyof V2LoginEvents>(event: E, listener: V2LoginEvents[E]): void;
    off<E extends keyof V2LoginEvents>(event: E, listener: V2LoginEvents[E]): void;
  };
  readonly V2NIMPassthroughService: {
    httpProxy(request: {
      readonly path: string;
      readonly method: number;
      readonly header: string;
      readonly body: string;
    }): Promise<{ readonly header?: string; readonly body: string }>;
    on(event: 'onProxyNotify', listener: (notice: V2ProxyNotify) => void): void;
    off(event: 'onProxyNotify', listener: (notice: V2ProxyNotify) => void): void;
  };
}

interface V2LoginEvents {
  readonly onLoginStatus: (status: number) => void;
  readonly onLoginFailed: (error: { readonly code?: number }) => void;
}

/** `V2NIMProxyNotify`. */
interface V2ProxyNotify {
  readonly fromAccountId: string;
  readonly body: string;
  readonly time: number;
}

/** `V2NIMLoginStatus`: nobody; logged in; on the way; waiting for the next attempt. */
const status = { logout: 0, logined: 1, unlogin: 3 } as const;
const CONNECTED = 1;
/** `V2NIMProxyRequest.method`. */
const POST = 2;

/** The kit's view of a V2NIM instance. */
export function v2nimIm(nim: V2Nim): HostIm {
  const { V2NIMLoginService: login, V2NIMPassthroughService: passthrough } = nim;
  /** Who was logged in when somebody last listened: while a line heals, the SDK's status alone doesn't tell. */
  let had: string | undefined;

  const account = (): string | undefined => {
    const state = login.getLoginStatus();
    // The SDK keeps the name of a login that failed or is under way: it counts only while it holds, or heals.
    // While a logout travels it names nobody, and still says that somebody is logged in.
    if (state === status.logined) return login.getLoginUser() || undefined;
    return state !== status.logout && login.getLoginUser() === had ? had : undefined;
  };

  return {
    get appKey() {
      return nim.options.appkey;
    },
    get account() {
      return account();
    },
    get connected() {
      return login.getLoginStatus() === status.logined && login.getConnectStatus() === CONNECTED;
    },
    // V2NIM doesn't tell.
    token: undefined,

    httpRequestProxy({ path, header, body, done }) {
      passthrough.httpProxy({ path, method: POST, header, body }).then(
        (answer) => done(null, answer),
        (error) => done(error),
      );
    },
    getChatroomAddress({ chatroomId, done }) {
      login.getChatroomLinkAddress(String(chatroomId), false).then(
        (address) => done(null, { address }),
        (error) => done(error),
      );
    },
    member: () => undefined,

    listen: (listener: HostImListener) => {
      let lost = false;
      had = login.getLoginStatus() === status.logined ? login.getLoginUser() : had;
      const onLoginStatus = (state: number): void => {
        if (state === status.logined) had = login.getLoginUser();
        else if (had !== undefined && state === status.unlogin) listener.willReconnect();
        else if (had !== undefined && state === status.logout) {
          had = undefined;
          lost = true;
          queueMicrotask(() => {
            lost = false;
          });
          listener.ended(login.getKickedOfflineDetail() ? 'kicked' : 'logout');
        }
      };
      // A refused reconnect is told after the status, in the same go; any other failure ended nothing.
      const onLoginFailed = (): void => {
        if (lost) listener.ended(302);
      };
      const onProxyNotify = ({ fromAccountId, body, time }: V2ProxyNotify): void =>
        listener.proxied({ account: fromAccountId, body, time });
      login.on('onLoginStatus', onLoginStatus);
      login.on('onLoginFailed', onLoginFailed);
      passthrough.on('onProxyNotify', onProxyNotify);
      return () => {
        had = account();
        login.off('onLoginStatus', onLoginStatus);
        login.off('onLoginFailed', onLoginFailed);
        passthrough.off('onProxyNotify', onProxyNotify);
      };
    },
  };
}
