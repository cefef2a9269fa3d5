import type { Credential, ImPort } from '@partyline/core';
import { Secret } from '@partyline/core';
import type { ImLoginState, ImSdk } from './im-sdk.ts';
import { PortCalls, type Stage } from './port-calls.ts';

/** How a credential reads in the call log. */
export function redacted(credential: Credential): string {
  return credential instanceof Secret ? '[secret]' : '[provider]';
}

/** The session's way to the fake IM SDK. */
export function createImPort(sdk: ImSdk, stage: Stage): ImPort {
  const calls = new PortCalls(stage);

  return {
    status: () => stage.faults.lies.im?.() ?? sdk.status(),

    initialize({ appKey }, signal) {
      let first = false;
      return calls.run({
        method: 'im.initialize',
        args: { appKey },
        signal,
        effect: () => {
          first = sdk.initialize('port', appKey);
        },
        undo: () => {
          if (first) sdk.release('port');
        },
      });
    },

    login({ accid, token: credential }, signal) {
      const attempt = sdk.begin();
      const before = sdk.login;
      let login: ImLoginState | undefined;
      return calls.run({
        method: 'im.login',
        args: { accid, token: redacted(credential) },
        signal,
        credential,
        effect: (token) => {
          login = sdk.signIn('port', attempt, accid, credential, token);
        },
        confirm: () => sdk.check(attempt),
        undo: () => {
          // The newer call for the same account has the login now.
          if (login !== before && login?.attempt === attempt) sdk.signOut(login);
        },
      });
    },

    logout() {
      sdk.begin();
      // Whoever logs in after this call is not meant by it.
      const login = sdk.login;
      return calls.run({ method: 'im.logout', args: {}, effect: () => sdk.signOut(login) });
    },

    subscribe(listener) {
      const fault = stage.faults.take('im.subscribe');
      stage.calls.note('im.subscribe', {}).outcome = fault && 'throws' in fault ? 'threw' : 'resolved';
      if (fault && 'throws' in fault) throw fault.throws;
      return sdk.events.subscribe(listener);
    },

    close: () => calls.close('im.close', () => sdk.release('port')),
  };
}
