import { checked } from './checked.ts';
import type { Cloud, EmulatorEvent, ProxyHandler } from './cloud/index.ts';
import { fault } from './controls/schemas.ts';

/** What a test or a person does to the emulator, beside what clients do. The HTTP controls call the same functions. */
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

export function controlsOf(cloud: Cloud): Controls {
  return {
    setApp: (app) => cloud.setApp(app),
    addImAccount: (account) => cloud.addImAccount(account),
    addMeetingAccount: (account) => cloud.addMeetingAccount(account),
    changeToken: (change) => cloud.changeToken(change),
    kick: (target, description) => cloud.kick(target, description),
    line: (target) => cloud.line(target),
    notify: (target) => cloud.notify(target),
    // A misspelt one would never strike, and the test that waits for it would be the last to know why.
    addFault: (rule) => cloud.addFault(checked('addFault', fault, rule)),
    clearFaults: () => cloud.clearFaults(),
    exportState: () => cloud.exportState(),
    importState: (state) => cloud.importState(state),
    reset: () => cloud.reset(),
    onEvent: (listener) => cloud.events.on(listener),
    onPassthrough: (path, handler) => cloud.passthrough.on(path, handler),
  };
}
