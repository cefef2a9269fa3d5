import { SessionError, type Unsubscribe } from '@partyline/core';
import type { AddressRequest, HostIm, HostImListener, ProxyRequest } from './host-im.ts';
import { type LegacyNim, legacyIm } from './legacy.ts';
import { type V2Nim, v2nimIm } from './v2nim.ts';

/** The host's IM instance of either generation. */
export type HostNim = V2Nim | LegacyNim;

/** The instance, or a function that answers the present one: the legacy SDK makes a new one for every login. */
export type HostNimOption = HostNim | (() => HostNim | undefined);

/** The kit's own code for an IM that nobody is logged in to (ReuseIMNotLogin). */
const NOT_LOGGED_IN = 100004;

const unfit = (message: string): SessionError => new SessionError('unsupported', { message });

/** Throws a `SessionError` that names the fix when this is not an instance that a kit can ride on. */
function hostIm(nim: HostNim): HostIm {
  if (typeof nim !== 'object' || nim === null) {
    throw new SessionError('invalidInput', { message: '`nim` must be the instance that NIM.getInstance() answered' });
  }
  if ('V2NIMLoginService' in nim) {
    if (nim.options?.apiVersion !== 'v2') {
      throw unfit("the IM instance speaks the v1 API: make it with NIM.getInstance({ appkey, apiVersion: 'v2' })");
    }
    if (typeof nim.V2NIMLoginService?.getLoginStatus !== 'function') {
      throw unfit('`nim` is no instance of nim-web-sdk-ng 10.x: its V2NIMLoginService has no getLoginStatus()');
    }
    if (typeof nim.V2NIMPassthroughService?.httpProxy !== 'function') {
      throw unfit(
        'the IM instance has no passthrough service, which meetings run on: with the ESM build, call ' +
          "NIM.registerService(V2NIMPassthroughService, 'V2NIMPassthroughService') before making the instance",
      );
    }
    return v2nimIm(nim);
  }
  if (typeof nim.httpRequestProxy !== 'function') {
    throw unfit('`nim` is neither an instance of nim-web-sdk-ng 10.x nor one of @yxim/nim-web-sdk 9.x');
  }
  if (typeof nim.getLoginStatus !== 'function') {
    throw unfit('the IM instance is too old: use @yxim/nim-web-sdk 9.16.2 or newer, which has getLoginStatus()');
  }
  return legacyIm(nim);
}

/**
 * The object a meeting kit reuses as its IM. It has the legacy SDK's shape, because that is what the kit reads
 * (`options.account`, `options.token`, `protocol.isConnected()`, `httpRequestProxy`), and always speaks of the host's
 * present instance. The host's login is only looked at: nothing here initialises the IM, logs it in or out.
 */
export class ImBridge {
  readonly #present: () => HostNim | undefined;
  readonly #known = new WeakMap<HostNim, HostIm>();
  #heard: HostIm | undefined;
  #stop: Unsubscribe | undefined;
  #listener: HostImListener | undefined;
  /** What the kit is given as `im`. */
  readonly im: object;

  constructor(nim: HostNimOption) {
    this.#present = typeof nim === 'function' ? nim : () => nim;
    const current = (): HostIm | undefined => this.host();
    const reach = ({ done }: ProxyRequest | AddressRequest): HostIm | undefined => {
      const host = current();
      if (!host) done({ code: NOT_LOGGED_IN, message: 'the host has no IM instance' });
      return host;
    };
    const shape = {
      get options() {
        const host = current();
        // The server keeps ids in lower case, and the kit compares letter by letter.
        return { account: host?.account?.toLowerCase(), token: host?.token, appKey: host?.appKey };
      },
      protocol: { isConnected: () => current()?.connected ?? false },
      httpRequestProxy: (request: ProxyRequest) => reach(request)?.httpRequestProxy(request),
      getChatroomAddress: (request: AddressRequest) => reach(request)?.getChatroomAddress(request),
    };
    this.im = new Proxy(shape, {
      get: (own, name) => (Reflect.has(own, name) ? Reflect.get(own, name) : current()?.member(name)),
    });
  }

  /** The host's IM right now, if it has one. Throws a `SessionError` when it is of no use to a kit. */
  host(): HostIm | undefined {
    const nim = this.#ask();
    if (nim === undefined || nim === null) return undefined;
    const known = this.#known.get(nim);
    if (known) return known;
    const host = hostIm(nim);
    this.#known.set(nim, host);
    return host;
  }

  /** The SDK's own `getInstance()` throws where there is none: a host that hands it on is told what to answer instead. */
  #ask(): HostNim | undefined {
    try {
      return this.#present();
    } catch (cause) {
      throw new SessionError('invalidInput', {
        message: '`nim` threw: let it answer the present IM instance, or undefined while there is none',
        cause,
      });
    }
  }

  /** Who is logged in at the host's IM. */
  get account(): string | undefined {
    return this.host()?.account;
  }

  /** Tells `listener` what happens to the host's IM from now on, instead of whoever was told before. */
  listen(listener: HostImListener): void {
    this.#listener = listener;
    this.look();
  }

  /** Makes sure that the listener hears the present instance. */
  look(): void {
    const host = this.host();
    if (host !== this.#heard) this.#stop?.();
    this.#heard = host;
    if (host && this.#listener) {
      this.#stop?.();
      this.#stop = host.listen(this.#listener);
    }
  }

  deafen(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#heard = undefined;
    this.#listener = undefined;
  }

  /** Throws `appMismatch` when the host's IM runs another app. */
  assertApp(appKey: string): void {
    const theirs = this.host()?.appKey;
    if (theirs === undefined || theirs === appKey) return;
    throw new SessionError('appMismatch', {
      message: `the IM instance runs app ${theirs}, the meeting was set up for ${appKey}: give both the same app key`,
    });
  }
}
