import { SessionError } from '@partyline/core';
import type { KitErrors } from '../shared/meeting/kit-errors.ts';

/** The vendor's meeting server, where the kit goes unless told otherwise. */
const VENDOR = 'https://roomkit.netease.im';

/** The two calls to the meeting server that the adapter makes itself, because the kit has none or hides its failure. */
export class MeetingServer {
  readonly #errors: KitErrors;
  readonly #url: string;

  constructor(errors: KitErrors, url: string | undefined) {
    this.#errors = errors;
    this.#url = (url ?? VENDOR).replace(/\/+$/, '');
  }

  /**
   * The `serverConfig` of an own deployment. The kit's own way, `serverUrl`, only warns when the server isn't there,
   * and then talks to the vendor's.
   */
  async environment(appKey: string, signal: AbortSignal): Promise<object> {
    const { im, rtc, whiteboard } = await this.#call(appKey, 'GET', 'skuEnv', signal);
    return {
      roomKitServerConfig: { roomServer: this.#url },
      ...(isRecord(im) && {
        imServerConfig: {
          lbs: im.weblbsUrl,
          link: im.link_web,
          linkSslWeb: im.websdkSsl,
          nosUploader: im.nos_uploader,
          httpsEnabled: im.https_enabled,
          nosDownloader: im.nos_downloader,
          nosLbs: im.nos_lbs,
        },
      }),
      ...(isRecord(rtc) && { rtcServerConfig: rtc }),
      ...(isRecord(whiteboard) && { whiteboardServerConfig: whiteboard }),
    };
  }

  /** Makes a guest up: an account that lives as long as its room. */
  async guest(appKey: string, signal: AbortSignal): Promise<{ readonly userUuid: string; readonly userToken: string }> {
    const { userUuid, userToken } = await this.#call(appKey, 'POST', 'anonymous/login', signal);
    if (typeof userUuid === 'string' && typeof userToken === 'string') return { userUuid, userToken };
    throw this.#unusable('anonymous/login');
  }

  async #call(appKey: string, method: string, path: string, signal: AbortSignal): Promise<Record<string, unknown>> {
    const url = `${this.#url}/scene/apps/${encodeURIComponent(appKey)}/v1/${path}`;
    let body: unknown;
    try {
      const headers = { clientType: 'web', AppKey: appKey, 'content-type': 'application/json' };
      const response = await fetch(url, { method, signal, headers, ...(method === 'POST' && { body: '{}' }) });
      body = await response.json();
    } catch {
      signal.throwIfAborted();
      throw new SessionError('network', {
        message: `the meeting server was not reached at ${this.#url}; check the network and serverUrl`,
        vendor: this.#errors.detail(path),
      });
    }
    if (!isRecord(body)) throw this.#unusable(path);
    if (body.code !== 0) throw this.#errors.of(path, body);
    return isRecord(body.data) ? body.data : {};
  }

  #unusable(path: string): SessionError {
    return new SessionError('vendor', {
      message: `the server at ${this.#url} does not answer as a meeting server does; check serverUrl`,
      vendor: this.#errors.detail(path),
    });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
