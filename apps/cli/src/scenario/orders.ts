import type { ImAccount, MeetingAccount } from '@partyline/core';
import type { Order } from '../stage/call.ts';
import { type CommandAction, subjectOf } from './action.ts';
import { type ImEntry, type MeetingLoginEntry, milliseconds, type Scenario, type Step } from './model.ts';

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** A declared IM account with its token, or the account that is spelled out. */
export function imAccount({ accounts }: Scenario, entry: string | ImEntry): ImAccount & ImEntry {
  if (typeof entry !== 'string') return entry;
  const known = accounts?.im?.find(({ accid }) => same(accid, entry));
  return { accid: entry, token: known?.token ?? '' };
}

function meetingAccount({ accounts }: Scenario, entry: string | MeetingLoginEntry): MeetingAccount {
  if (typeof entry !== 'string') return entry;
  const known = accounts?.meeting?.find(({ userUuid }) => same(userUuid, entry));
  return { userUuid: entry, token: known?.token ?? '' };
}

/** The command that a step gives to the session. */
export function orderOf(scenario: Scenario, action: CommandAction, step: Step): Order {
  const { timeout } = step;
  const common = {
    subject: subjectOf(action),
    ...(timeout !== undefined && { timeout: milliseconds(timeout) }),
  };
  switch (action.name) {
    case 'loginIm':
      return { command: action.name, args: [imAccount(scenario, action.argument)], ...common };
    case 'loginMeeting':
      return { command: action.name, args: [meetingAccount(scenario, action.argument)], ...common };
    case 'joinMeeting':
    case 'joinAnonymously':
      return { command: action.name, args: [action.argument], ...common };
    case 'signIn': {
      const { im, meeting } = action.argument;
      const request = {
        meeting: meetingAccount(scenario, meeting),
        ...(im !== undefined && { im: imAccount(scenario, im) }),
      };
      return { command: action.name, args: [request], ...common };
    }
    default:
      return { command: action.name, args: [], ...common };
  }
}
