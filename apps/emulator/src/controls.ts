import { checked } from './checked.ts';
import type { Cloud, EmulatorEvent, ProxyHandler } from './cloud/index.ts';
import * as schemas from './controls/schemas.ts';

/**
 * What a test or a person does to the emulator, beside what clients do. The HTTP controls call the same functions. Each throws a
 * `CloudError` and changes nothing when it is given what makes no sense, or an account or app that is not there.
 */
export interface Controls
  extends Pick<
    Cloud,
    | 'setApp'
    | 'addImAccount'
    | 'addMeetingAccount'
    | 'changeToken'
    | 'kick'
    | 'line'
    | 'notify'
    | 'addFault'
    | 'clearFaults'
    | 'exportState'
    | 'importState'
    | 'reset'
  > {
  /** Hears every decoded frame and HTTP call from now on, tokens redacted. Answers the function that stops it. */
  onEvent(listener: (event: EmulatorEvent) => void): () => void;
  /** Answers the clients' passthrough calls (22_1) to a path. Later ones win; a path nobody answers fails with 404. */
  onPassthrough(path: string | RegExp, handler: ProxyHandler): void;
}

/**
 * The controls as methods. What they are given is checked as a body is over HTTP: with a misspelt field, a kick for no reason
 * or a fault that could never strike, the test that waits for it would be the last to know why.
 */
export function controlsOf(cloud: Cloud): Controls {
  return {
    setApp: (app) => cloud.setApp(checked('setApp', schemas.app, app)),
    addImAccount: (account) => cloud.addImAccount(checked('addImAccount', schemas.imAccount, account)),
    addMeetingAccount: (account) =>
      cloud.addMeetingAccount(checked('addMeetingAccount', schemas.meetingAccount, account)),
    changeToken: (change) => cloud.changeToken(checked('changeToken', schemas.tokenChange, change)),
    kick: (target, description) =>
      cloud.kick(checked('kick', schemas.kick, target), checked('kick', schemas.kickDescription, description)),
    line: (target) => cloud.line(checked('line', schemas.line, target)),
    notify: (target) => cloud.notify(checked('notify', schemas.notification, target)),
    addFault: (rule) => cloud.addFault(checked('addFault', schemas.fault, rule)),
    clearFaults: () => cloud.clearFaults(),
    exportState: () => cloud.exportState(),
    importState: (state) => cloud.importState(checked('importState', schemas.state, state)),
    reset: () => cloud.reset(),
    onEvent: (listener) => cloud.events.on(checked('onEvent', schemas.callback('listener'), listener)),
    onPassthrough: (path, handler) =>
      cloud.passthrough.on(
        checked('onPassthrough', schemas.proxyPath, path),
        checked('onPassthrough', schemas.callback('handler'), handler),
      ),
  };
}
