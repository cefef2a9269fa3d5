import type { AccountsPort } from '@partyline/core';
import { anId, methods, type Shape, texts, worldShape } from '../kit/shape.ts';
import type { World } from '../kit/trial.ts';

/** What can be asked of the outside world about accounts. */
export interface AccountsStage {
  /** A client logs the account in at the IM, and stays. Rejects when the server refuses. Needed by `clients`. */
  logIn?(account: { readonly accid: string; readonly token: string }): Promise<void>;
  /** Whether the server has a live login of the account. Needed by `clients`. */
  isOnline?(accid: string): Promise<boolean>;
  /** Whether a client could log in at the meeting with this token right now. Needed by `meetingClients`. */
  canLogInToMeeting?(userUuid: string, token: string): Promise<boolean>;
  /** The server API can't be reached any more. Needed by `unreachable`. */
  cutOff?(): Promise<void>;
}

/** A fresh server API on a server on which nobody has the ids that the kit takes. */
export interface AccountsWorld extends World<AccountsStage> {
  readonly port: AccountsPort;
  /** Ids that are free, in lower case, with a letter: the kit creates IM accounts and meeting accounts with them. */
  readonly free: { readonly alice: string; readonly bob: string };
  /** What the port signs its calls with, if anything; must not show in an error. */
  readonly secrets?: readonly string[];
}

/** What a world must have before anything is said about its port. */
export const accountsShape: Shape = {
  ...worldShape,
  ...methods('port', [
    'createImAccount',
    'createMeetingAccount',
    'refreshImToken',
    'refreshMeetingToken',
    'setImAccountEnabled',
    'kick',
    'boundAccid',
  ]),
  'free.alice': anId,
  'free.bob': anId,
  secrets: texts,
};
