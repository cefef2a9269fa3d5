// Runs in the page, beside the vendor's scripts: a host app with the adapter on the real kit.
import { nemeetingPort } from '@partyline/adapters/nemeeting';
import { isSessionError, type MeetingPort, type Mode, type ReusePolicy, Secret } from '@partyline/core';
import { type HostIm, hosts } from '../neroom/host-im.ts';
import { electronKit } from './electron-kit.ts';

const calm = (): AbortSignal => new AbortController().signal;

export class KitPage {
  /** What the adapter and the IM told the app, in order. */
  readonly told: string[] = [];
  #im: HostIm | undefined;
  #port: MeetingPort | undefined;
  #again: Promise<unknown> | undefined;

  open(url: string, sdk: keyof typeof hosts): void {
    const tell = (word: string): void => void this.told.push(word);
    const im = hosts[sdk]({ url, appKey: 'partyline', tell });
    this.#im = im;
    this.#port = nemeetingPort({
      kit: electronKit(),
      nim: im.nim,
      serverUrl: url,
      config: {
        extras: { noReport: '1' },
        // The kit above the core doesn't ask an own deployment where its IM is: it has to be told.
        serverConfig: {
          imServerConfig: {
            lbs: `${url}/lbs/webconf.jsp`,
            link: new URL(url).host,
            linkSslWeb: false,
            httpsEnabled: false,
            nosUploader: '',
            nosDownloader: '',
            nosLbs: '',
          },
        },
      },
      version: '4.8.6',
    });
    this.#port.subscribe((event) => tell('reason' in event ? `${event.type} ${event.reason}` : event.type));
  }
  imLogin = (accid: string, token: string): Promise<void> | undefined => this.#im?.login(accid, token);
  imAccount = (): string | undefined => this.#im?.account();
  status = () => this.#port?.status();
  initialize = (reuse: ReusePolicy): Promise<unknown> =>
    told(this.#port?.initialize({ appKey: 'partyline', reuse }, calm()));
  login = (userUuid: string, token: string, mode: Mode): Promise<unknown> =>
    told(this.#port?.login({ userUuid, token: new Secret(token) }, mode, calm()));
  /** From now on logs in again in the same go in which it is told that the login ended. */
  loginOnceSignedOut = (userUuid: string, token: string, mode: Mode): void => {
    this.#again = new Promise((resolve) => {
      const stop = this.#port?.subscribe(({ type }) => {
        if (type !== 'signedOut') return;
        stop?.();
        resolve(this.login(userUuid, token, mode));
      });
    });
  };
  /** What came of that. */
  loggedInAgain = (): Promise<unknown> | undefined => this.#again;
  logout = (): Promise<unknown> => told(this.#port?.logout());
  close = (): Promise<unknown> => told(this.#port?.close());
}

/** The answer, or the error's kind and the vendor's code. */
async function told(call: Promise<unknown> | undefined): Promise<unknown> {
  try {
    return (await call) ?? 'done';
  } catch (error) {
    return isSessionError(error) ? { kind: error.kind, vendor: error.vendor?.code } : `not ours: ${String(error)}`;
  }
}
