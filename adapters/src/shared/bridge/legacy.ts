import { healing } from '../healing.ts';
import type { HostIm, HostImListener, ImEnding, ProxyNotice } from './host-im.ts';

/**
 * The part of an instance of the legacy SDK (`@yxim/nim-web-sdk` 9.x) that a meeting kit needs. A destroyed instance has
 * lost its fields. `protocol` is not in the SDK's types, but it is what the kit itself reads.
 */
export interface LegacyNim {
  readonly options?: { readonly appKey?: string; readonly account?: string; readonly token?: string };
  /** `V2NIMLoginStatus`, 1 for logged in; 9.16.2 and later. */
  getLoginStatus(): number;
  readonly protocol?: {
    isConnected(): boolean;
    /** The callbacks that are called; the SDK looks them up anew each time. */
    options: LegacyCallbacks;
  };
  httpRequestProxy?(request: object): void;
  getChatroomAddress?(request: object): void;
}

/** The option callbacks of `NIM.getInstance` that say what became of the login. */
interface LegacyCallbacks {
  onconnect?: (info: unknown) => void;
  onwillreconnect?: (info: unknown) => unknown;
  ondisconnect?: (error: { readonly code?: unknown } | undefined) => void;
  onProxyMsg?: (notice: ProxyNotice) => void;
}

const LOGGED_IN = 1;

function ending(code: unknown): ImEnding {
  if (code === 'kicked' || code === 417) return 'kicked';
  return typeof code === 'number' || (typeof code === 'string' && /^\d+$/.test(code)) ? 302 : 'logout';
}

/** The kit's view of a legacy instance. */
export function legacyIm(nim: LegacyNim): HostIm {
  // A destroyed instance has lost what it would ask.
  const loggedIn = (): boolean => nim.options !== undefined && nim.getLoginStatus() === LOGGED_IN;
  /** Whether a login held when it was last heard of: while a line heals, the SDK's status alone doesn't tell. */
  let had = loggedIn();
  let hearing: HostImListener | undefined;
  /** Ours, as it was put in. */
  let last: LegacyCallbacks['ondisconnect'];

  /** Puts ours behind the host's callback: whatever the host is told, it is told first. */
  const behind = <K extends keyof LegacyCallbacks>(name: K, ours: (detail: unknown) => void): void => {
    const callbacks = nim.protocol?.options;
    if (!callbacks) return;
    const theirs = callbacks[name] as ((detail: unknown) => unknown) | undefined;
    const both = (detail: unknown): unknown => {
      try {
        return theirs?.call(callbacks, detail);
      } finally {
        ours(detail);
      }
    };
    callbacks[name] = both as LegacyCallbacks[K];
  };

  const wrap = (): void => {
    const callbacks = nim.protocol?.options;
    // `setOptions`, and `getInstance` for an account that has one already, put other callbacks in the place of ours.
    if (!callbacks || (last && callbacks.ondisconnect === last)) return;
    behind('onconnect', () => {
      had = true;
    });
    behind('onwillreconnect', () => hearing?.willReconnect());
    behind('ondisconnect', (error) => {
      const code = (error as { readonly code?: unknown } | undefined)?.code;
      if (healing.includes(code)) return hearing?.willReconnect();
      const lost = had;
      had = false;
      if (lost) hearing?.ended(ending(code));
    });
    behind('onProxyMsg', (notice) => hearing?.proxied(notice as ProxyNotice));
    last = callbacks.ondisconnect;
  };
  return {
    get appKey() {
      return nim.options?.appKey;
    },
    get account() {
      return had || loggedIn() ? nim.options?.account : undefined;
    },
    get connected() {
      return loggedIn() && nim.protocol?.isConnected() === true;
    },
    get token() {
      return nim.options?.token;
    },
    httpRequestProxy: (request) => nim.httpRequestProxy?.(request),
    getChatroomAddress: (request) => nim.getChatroomAddress?.(request),
    member(name) {
      const value: unknown = Reflect.get(nim, name);
      return typeof value === 'function' ? value.bind(nim) : value;
    },
    listen(listener) {
      hearing = listener;
      had ||= loggedIn();
      wrap();
      return () => {
        if (hearing === listener) hearing = undefined;
      };
    },
  };
}
