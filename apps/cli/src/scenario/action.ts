import { type CommandName, commandNames } from '@partyline/core';
import type { Action, Step } from './model.ts';
import { actionNames } from './schema.ts';

/** A step as a mapping: the bare name of a command stands for the command without an argument. */
export function stepOf(step: string | Step): Step {
  return typeof step === 'string' ? { [step]: null } : step;
}

/** What a step does. The schema has checked that each argument fits its name. */
export function actionsOf(step: Step): readonly Action[] {
  return actionNames.filter((name) => name in step).map((name) => ({ name, argument: step[name] }) as Action);
}

/** An action that is a command of the session. */
export type CommandAction = Extract<Action, { readonly name: CommandName }>;

export function isCommand(action: Action): action is CommandAction {
  return (commandNames as readonly string[]).includes(action.name);
}

const idOf = (account: string | { readonly accid: string } | { readonly userUuid: string }) => {
  if (typeof account === 'string') return account;
  return 'accid' in account ? account.accid : account.userUuid;
};

/** What an action is about, for the trace: ids and rooms, never a token or a password. */
export function subjectOf(action: Action): string {
  const { name, argument } = action;
  switch (name) {
    case 'signIn':
      return [argument.im, argument.meeting].flatMap((account) => (account ? idOf(account) : [])).join(' + ');
    case 'joinMeeting':
    case 'joinAnonymously':
      return `${argument.meetingNum} as ${argument.displayName}`;
    case 'fault': {
      const { on, throws, ...rest } = argument;
      const how = Object.entries(rest).map(([key, value]) => (value === true ? key : `${key} ${value}`));
      return [on, ...how, ...(throws === undefined ? [] : ['throws'])].join(' ');
    }
    case 'kick':
      return typeof argument === 'string' ? argument : [argument.accid, argument.reason].filter(Boolean).join(' ');
    case 'setImAccountEnabled':
      return `${argument.accid} ${argument.enabled ? 'enabled' : 'disabled'}`;
    case 'setRoomLocked':
      return `${argument.meetingNum} ${argument.locked ? 'locked' : 'unlocked'}`;
    case 'removeFromRoom':
      return `${argument.meetingNum} ${argument.userUuid ?? 'every guest'}`;
    case 'advance':
      return String(argument);
    default:
      return argument === null ? '' : idOf(argument);
  }
}
