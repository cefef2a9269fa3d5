import type { ImAccount, MeetingAccount, Policy } from './accounts.ts';

/** Everything the emulator remembers, as it is exported and imported. Optional fields have the value named beside them. */
export interface State {
  readonly apps: readonly AppInput[];
  readonly imAccounts: readonly ImAccountInput[];
  readonly meetingAccounts: readonly MeetingAccountInput[];
}

export interface AppInput {
  readonly appKey: string;
  readonly appSecret: string;
  /** The emulator's own default. */
  readonly policy?: Policy | undefined;
}

export interface ImAccountInput extends Pick<ImAccount, 'appKey' | 'accid' | 'token'> {
  /** true */
  readonly enabled?: boolean | undefined;
  /** {} */
  readonly profile?: ImAccount['profile'] | undefined;
}

export interface MeetingAccountInput extends Pick<MeetingAccount, 'appKey' | 'userUuid' | 'userToken' | 'accid'> {
  /** true */
  readonly enabled?: boolean | undefined;
  /** {} */
  readonly profile?: MeetingAccount['profile'] | undefined;
}

/** A change of one account's token, of the IM account's or of the meeting account's. */
export type TokenChange =
  | { readonly appKey: string; readonly accid: string; readonly token: string }
  | { readonly appKey: string; readonly userUuid: string; readonly userToken: string };
