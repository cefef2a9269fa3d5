import { type ImEvent, type ImStatus, Secret, type Unsubscribe } from '@partyline/core';
import type { ImSdk } from './im-sdk.ts';

/**
 * The fake host app's chat: it uses the IM SDK directly, behind the session's back. Everything it does happens at
 * once; what the server refuses is thrown as a `SessionError`.
 */
export interface MemoryHost {
  /** Who the chat is logged in as, whoever logged in; `null` when nobody is. */
  readonly account: string | null;
  /** What the IM SDK says. */
  status(): ImStatus;
  /** Brings the IM SDK up; by default for the app key of the cloud. */
  initialize(appKey?: string): void;
  /** Logs in, initialising first where that is missing, replacing whoever is logged in. */
  login(account: { readonly accid: string; readonly token: string }): void;
  logout(): void;
  /** Hears what the chat window hears: every event of the IM SDK. */
  subscribe(listener: (event: ImEvent) => void): Unsubscribe;
}

export function createHost(sdk: ImSdk, appKey: string): MemoryHost {
  return {
    get account() {
      return sdk.login?.accid ?? null;
    },
    status: () => sdk.status(),
    initialize(own = appKey) {
      sdk.initialize('host', own);
    },
    login({ accid, token }) {
      if (sdk.appKey === undefined) sdk.initialize('host', appKey);
      sdk.signIn('host', sdk.begin(), accid, new Secret(token), token);
    },
    logout() {
      sdk.begin();
      sdk.signOut(sdk.login);
    },
    subscribe: (listener) => sdk.events.subscribe(listener),
  };
}
