import { type NimV9, type NimV9LoginOption, type NimV9Sdk, nimV9Port } from '@partyline/adapters/nim-v9';
import type { ImTestAccount, ImWorld } from '@partyline/conformance';
import { pointedAtV9 } from '../../support/pointed-at-v9.ts';
import type { ImCloud, ImPlace } from '../support/im-cloud.ts';

/** How a world's port comes by its instance, and logs in. */
export interface NimV9WorldOptions {
  /** The host has an instance already, not logged in yet, and gives it. */
  readonly given?: boolean;
  readonly loginOption?: NimV9LoginOption;
}

/** An IM world on the unmodified SDK, in a page. */
export function nimV9World(sdk: NimV9Sdk, cloud: ImCloud, place: ImPlace, options: NimV9WorldOptions): ImWorld {
  const { given = false, loginOption = {} } = options;
  const { url, appKey, accounts } = place;
  let hosts: NimV9 | undefined;
  const make = ({ accid: account, token }: ImTestAccount, more: object): NimV9 =>
    sdk.getInstance({ ...pointedAtV9(url), appKey, account, token, authType: 0, ...more } as never);
  const end = (nim: NimV9, how: 'disconnect' | 'destroy') =>
    new Promise<void>((resolve) => (nim.options ? nim[how]({ done: resolve }) : resolve()));
  if (given) hosts = make(accounts.alice, { skipConnectionOnInitialize: true });
  const port = nimV9Port({ sdk, options: pointedAtV9(url), loginOption, ...(hosts && { nim: hosts }) });

  return {
    port,
    appKey,
    accounts,
    stage: {
      ...cloud,
      // As an app does it in 9.x: another account is another instance, and the one before it is destroyed.
      async hostLogin(account) {
        if (port.nim) await end(port.nim, 'destroy');
        await new Promise<void>((onconnect, reject) => {
          hosts = make(account, { onconnect, ondisconnect: reject });
          port.adopt(hosts);
        });
      },
      hostLogout: () => (port.nim ? end(port.nim, 'disconnect') : Promise.resolve()),
      hostAccount: async () => (hosts?.options && hosts.getLoginStatus() === 1 ? hosts.options.account : undefined),
    },
    settled: () => cloud.settled(),
    async dispose() {
      await port.close();
      if (hosts) await end(hosts, 'destroy');
      await cloud.close();
    },
  };
}

/** The ways that a host may use the adapter; each must keep every sentence that it can keep. */
export const nimV9Ways = {
  // The SDK waits for a fresh token with dynamic ones only, and the kit's new token is none.
  'the SDK': { options: {}, capabilities: { providerOnReconnect: false } },
  "the host's instance": {
    options: { given: true },
    capabilities: { ownSdk: false, providerOnReconnect: false },
    only: /^im\/(status|initialize|login-(again|app|newest|wrong|aborted|one|refused)|logout|provider|kicked|host|close|line)/,
  },
} as const;
