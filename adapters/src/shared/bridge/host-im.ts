import type { Unsubscribe } from '@partyline/core';

/** How a login of the host's IM ended for good, in the words of the kit's `reuseImDisconnect`. */
export type ImEnding = 'kicked' | 'logout' | 302;

/** A push of the meeting server, as the kit wants it. */
export interface ProxyNotice {
  readonly account: string;
  readonly body: string;
  readonly time: number;
}

/** What a kit that rides on the host's IM has to hear. */
export interface HostImListener {
  /** The line dropped and the SDK heals it. Must never reach the kit as an end: it would throw its IM away. */
  willReconnect(): void;
  /** The login is over. Told again at once where the SDK names the reason last. */
  ended(how: ImEnding): void;
  proxied(notice: ProxyNotice): void;
}

/** A call of the kit through the host's line, in the legacy SDK's shape. */
export interface ProxyRequest {
  readonly path: string;
  readonly header: string;
  readonly body: string;
  done(error: unknown, answer?: { readonly body: string }): void;
}

/** The kit's question where a chatroom is, in the legacy SDK's shape. */
export interface AddressRequest {
  readonly chatroomId: string | number;
  done(error: unknown, answer?: { readonly address: readonly string[] }): void;
}

/** One instance of the host's IM SDK, of either generation. */
export interface HostIm {
  readonly appKey: string | undefined;
  /** Who is logged in, also while the SDK heals the line. */
  readonly account: string | undefined;
  /** Whether the line of that login carries traffic right now. */
  readonly connected: boolean;
  /** The token of the login, where the SDK tells it. */
  readonly token: string | undefined;
  httpRequestProxy(request: ProxyRequest): void;
  getChatroomAddress(request: AddressRequest): void;
  /** Anything else of the legacy SDK that the kit may reach for. */
  member(name: PropertyKey): unknown;
  /** One listener at a time; listening again after the SDK's callbacks were replaced is harmless. */
  listen(listener: HostImListener): Unsubscribe;
}
