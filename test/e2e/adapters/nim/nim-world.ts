import { type NimLoginOption, type NimSdk, nimPort } from '@partyline/adapters/nim';
import type { ImWorld } from '@partyline/conformance';
import type { ImCloud, ImPlace } from '../support/im-cloud.ts';

/** What points an instance at an emulator, and nowhere else. */
export const pointedAt = (url: string) => ({
  V2NIMLoginServiceConfig: { lbsUrls: [`${url}/lbs/webconf.jsp`], linkUrl: new URL(url).host, linkSSL: false },
  reporterConfig: { enableCompass: false, isDataReportEnable: false },
  abtestConfig: { isAbtestEnable: false },
});

/** How a world's port comes by its instance, and logs in. */
export interface NimWorldOptions {
  /** The host made the instance before and gives it; otherwise the port makes it from the SDK. */
  readonly given?: boolean;
  readonly loginOption?: NimLoginOption;
}

/** An IM world on the unmodified SDK: the same in Node and in a page. */
export function nimWorld(sdk: NimSdk, cloud: ImCloud, place: ImPlace, options: NimWorldOptions): ImWorld {
  const { given = false, loginOption = {} } = options;
  const { url, appKey } = place;
  /** As a host does it: the SDK has one instance, whoever made it. */
  const host = () => {
    const nim = sdk.getInstance({ appkey: appKey, apiVersion: 'v2', debugLevel: 'off' }, pointedAt(url));
    return nim;
  };
  const instance = () => {
    try {
      return sdk.getInstance();
    } catch {
      return undefined;
    }
  };
  const port = given
    ? nimPort({ nim: host(), loginOption })
    : nimPort({ sdk, options: { debugLevel: 'off' }, otherOptions: pointedAt(url), loginOption });

  return {
    port,
    appKey,
    accounts: place.accounts,
    stage: {
      ...cloud,
      hostLogin: ({ accid, token }) => host().V2NIMLoginService.login(accid, token, { authType: 0 }),
      hostLogout: () => host().V2NIMLoginService.logout(),
      hostAccount: async () => {
        const service = instance()?.V2NIMLoginService;
        return service?.getLoginStatus() === 1 ? service.getLoginUser() : undefined;
      },
    },
    settled: () => cloud.settled(),
    async dispose() {
      await port.close();
      await instance()?.destroy?.();
      await cloud.close();
    },
  };
}

/** The ways that a host may use the adapter; each must keep every sentence that it can keep. */
export const nimWays = {
  'the SDK, tokens as they come by default': { options: {}, capabilities: { providerOnReconnect: false } },
  'the SDK, tokens checked by a third party': { options: { loginOption: { authType: 2 } }, capabilities: {} },
  "the host's instance": {
    options: { given: true, loginOption: { authType: 2 } },
    capabilities: { ownSdk: false },
  },
} as const;
