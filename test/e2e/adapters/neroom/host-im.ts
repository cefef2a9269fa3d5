// Runs in the page: the host app's IM, of either generation, straight from the vendor's script.
import type { HostNimOption, LegacyNim, V2Nim } from '@partyline/adapters/neroom';
import { pointedAtV9 } from '../../support/pointed-at-v9.ts';

interface V2Instance extends V2Nim {
  destroy(): Promise<void>;
  readonly V2NIMLoginService: V2Nim['V2NIMLoginService'] & {
    login(accid: string, token: string, option: object): Promise<void>;
    logout(): Promise<void>;
    setReconnectDelayProvider(provider: (delay: number) => number): void;
  };
}
interface LegacyInstance extends LegacyNim {
  destroy(options: { done(): void }): void;
}

declare const NIM: { readonly default: new (init: object, other: object) => V2Instance };
declare const SDK: { readonly NIM: { getInstance(options: object): LegacyInstance } };

/** The chat side of a host app. */
export interface HostIm {
  /** What the host hands to the adapter. */
  readonly nim: HostNimOption;
  login(accid: string, token: string): Promise<void>;
  logout(): Promise<void>;
  /** Ends it for good. */
  end(): Promise<void>;
  /** Who is logged in, as the SDK says it. */
  account(): string | undefined;
}

export interface HostImOptions {
  readonly url: string;
  readonly appKey: string;
  readonly tell: (word: string) => void;
}

export const hosts = { v2: v2Host, legacy: legacyHost } as const;

function v2Host({ url, appKey, tell }: HostImOptions): HostIm {
  const nim = new NIM.default(
    { appkey: appKey, apiVersion: 'v2', debugLevel: 'off' },
    {
      V2NIMLoginServiceConfig: { lbsUrls: [`${url}/lbs/webconf.jsp`], linkUrl: new URL(url).host, linkSSL: false },
      reporterConfig: { enableCompass: false, isDataReportEnable: false },
      abtestConfig: { isAbtestEnable: false },
    },
  );
  const { V2NIMLoginService: service } = nim;
  service.setReconnectDelayProvider(() => 10);
  service.on('onLoginStatus', (status) => tell(`im ${['out', 'in', 'on the way', 'waiting'][status]}`));
  return {
    nim,
    login: (accid, token) => service.login(accid, token, { authType: 0 }),
    logout: () => service.logout(),
    end: () => nim.destroy(),
    account: () => (service.getLoginStatus() === 1 ? service.getLoginUser() : undefined),
  };
}

/** The legacy SDK has no instance before the login, and a new one after each logout. */
function legacyHost({ url, appKey, tell }: HostImOptions): HostIm {
  let current: LegacyInstance | undefined;
  const destroy = (): Promise<void> =>
    new Promise((done) => {
      const gone = current;
      current = undefined;
      if (gone?.options) gone.destroy({ done: () => done() });
      else done();
    });
  return {
    nim: () => current,
    login: (account, token) =>
      new Promise<void>((resolve, reject) => {
        current = SDK.NIM.getInstance({
          appKey,
          account,
          token,
          ...pointedAtV9(url),
          reconnectionDelay: 10,
          onconnect: () => {
            tell('im in');
            resolve();
          },
          onwillreconnect: () => tell('im waiting'),
          onerror: () => {},
          ondisconnect: (error: { code?: unknown }) => {
            tell('im out');
            reject(error);
          },
        });
      }),
    logout: destroy,
    end: destroy,
    account: () => (current?.options && current.getLoginStatus() === 1 ? current.options.account : undefined),
  };
}
