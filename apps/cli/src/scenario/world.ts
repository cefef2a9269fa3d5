import type { Fault, MemoryCloud } from '@partyline/adapters/memory';
import { Secret } from '@partyline/core';
import type { Stage } from '../stage/stage.ts';
import { type CommandAction, subjectOf } from './action.ts';
import { type Action, type FaultEntry, milliseconds, type Scenario } from './model.ts';
import { imAccount } from './orders.ts';

/** What is not the session's doing: the host app, the server, the network, the clock, the script of faults. */
export type WorldAction = Exclude<Action, CommandAction | { readonly name: 'can' | 'await' | 'abort' }>;

/** Puts the accounts and rooms of a scenario on the server. */
export function populate({ accounts, rooms }: Scenario, { server }: MemoryCloud): void {
  for (const account of accounts?.im ?? []) server.addImAccount(account);
  for (const account of accounts?.meeting ?? []) server.addMeetingAccount(account);
  for (const room of rooms ?? []) server.addRoom(room);
}

function faultOf({ on: _on, always: _always, delay, answerDelay, throws, ...rest }: FaultEntry): Fault {
  return {
    ...rest,
    ...(delay !== undefined && { delay: milliseconds(delay) }),
    ...(answerDelay !== undefined && { answerDelay: milliseconds(answerDelay) }),
    ...(throws !== undefined && { throws: new Error(throws) }),
  };
}

/** Logs the account in on a device of its own. */
async function loginElsewhere(scenario: Scenario, { cloud }: Stage, accid: string): Promise<void> {
  const other = cloud.device();
  const { signal } = new AbortController();
  await other.im.initialize({ appKey: cloud.appKey }, signal);
  await other.im.login({ accid, token: new Secret(imAccount(scenario, accid).token) }, signal);
}

/** Does it. Throws what the fakes throw when it cannot be done. */
function act(scenario: Scenario, stage: Stage, { name, argument }: WorldAction): unknown {
  const { cloud, clock } = stage;
  const { server, host, network, faults } = cloud;
  switch (name) {
    case 'hostInitialize':
      return argument === null ? host.initialize() : host.initialize(argument);
    case 'hostLogin':
      return host.login(imAccount(scenario, argument));
    case 'hostLogout':
      return host.logout();
    case 'loginElsewhere':
      return loginElsewhere(scenario, stage, argument);
    case 'kick':
      return typeof argument === 'string' ? server.kick(argument) : server.kick(argument.accid, argument.reason);
    case 'network':
      return argument === 'down' ? network.drop() : network.heal();
    case 'advance':
      return clock.advance(milliseconds(argument));
    case 'fault':
      return argument.always
        ? faults.always(argument.on, faultOf(argument))
        : faults.once(argument.on, faultOf(argument));
    case 'clearFaults':
      return faults.clear();
    case 'setImToken':
      return server.setImToken(argument.accid, argument.token);
    case 'setImAccountEnabled':
      return server.setImAccountEnabled(argument.accid, argument.enabled);
    case 'setMeetingToken':
      return server.setMeetingToken(argument.userUuid, argument.token);
    case 'expireMeetingToken':
      return server.expireMeetingToken(argument);
    case 'endMeetingLogin':
      return server.endMeetingLogin(argument);
    case 'endRoom':
      return server.endRoom(argument);
    case 'removeFromRoom':
      return server.removeFromRoom(argument.meetingNum, argument.userUuid);
    case 'setRoomLocked':
      return server.setRoomLocked(argument.meetingNum, argument.locked);
  }
}

/** Lets the world do something, and everything happen that follows from it without time passing. */
export function happen(scenario: Scenario, stage: Stage, action: WorldAction): Promise<void> {
  return stage.outside(action.name, subjectOf(action), () => act(scenario, stage, action));
}
