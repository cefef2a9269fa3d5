import type { ErrorKind } from '@partyline/core';

type Code = readonly [kind: ErrorKind, meaning: string];

/**
 * What the web core's codes amount to: its own (`NEMeetingErrorCode`, RoomKit) and those of the server behind it. A code
 * that is not here is of kind `vendor`.
 */
export const codes: { readonly [code: number | string]: Code } = {
  // login
  401: ['badCredentials', 'the app key is not known to the meeting server, or the meeting service is not enabled'],
  402: ['badCredentials', 'the meeting account or its token is wrong'],
  403: ['accountDisabled', 'the meeting account may not do this'],
  1026: ['credentialsExpired', 'the meeting token expired'],
  1027: ['badCredentials', 'the meeting token is wrong'],
  600420: ['unsupported', 'the meeting service is not enabled for this app: enable it in the console'],
  // reuse
  100004: ['imNotLoggedIn', 'IM reuse is on: log the IM in first'],
  100005: ['accountMismatch', 'the meeting account is bound to another IM account'],
  112001: ['anonymousUnderReuse', 'IM reuse does not support anonymous join'],
  // the kit's own IM, in mode owned
  302: ['badCredentials', "the kit's IM login was refused"],
  417: ['kicked', 'another client holds the IM login of this account'],
  422: ['accountDisabled', 'the IM account behind the meeting account is disabled'],
  kicked: ['kicked', "another client took the IM login of the meeting's account"],
  // rooms
  404: ['meetingNotFound', 'there is no such room'],
  1004: ['meetingNotFound', 'the meeting is not in progress'],
  1019: ['meetingLocked', 'the meeting is locked'],
  1020: ['badMeetingPassword', 'the meeting password is wrong'],
  3102: ['meetingNotFound', 'the meeting was recycled'],
  3104: ['meetingNotFound', 'the meeting does not exist'],
  3432: ['unsupported', 'guests may not join this meeting'],
  3433: ['unsupported', 'guests of this meeting have to prove who they are'],
  // what was asked
  [-5]: ['invalidInput', 'a parameter is wrong'],
  [-6]: ['alreadyInMeeting', 'already in a meeting'],
  [-7]: ['notLoggedIn', 'nobody is logged in'],
  [-9]: ['superseded', 'cancelled'],
  [-102]: ['alreadyLoggedIn', 'logged in as a member: join as that'],
  // the way there
  [-3]: ['network', 'the network is not available'],
  100003: ['network', 'the network is not available'],
  ERR_NETWORK: ['network', 'the meeting server was not reached; check the network and serverUrl'],
  ECONNABORTED: ['network', 'the meeting server did not answer in time'],
  ERR_BAD_RESPONSE: ['network', 'the meeting server failed'],
};
