import type { Codes } from '../http/dialect.ts';
import { meetingCodes } from '../server/codes.ts';

/**
 * What the kit is told: the meeting server's numbers and those of rooms. 1026 and 1027 are the web core's own for an
 * expired and a wrong dynamic token; 1004 and 1021 make it leave a room it thinks it is in; 1020 is a wrong password (`NEMeetingErrorCode`); 600730 is the vendor's
 * "media service error".
 */
export const kitCodes = {
  ...meetingCodes,
  accountDisabled: 403,
  tokenWrong: 402,
  dynamicTokenExpired: 1026,
  dynamicTokenWrong: 1027,
  roomUnknown: 404,
  roomExists: 409,
  roomEnded: 1004,
  roomPasswordWrong: 1020,
  notMember: 1021,
  mediaUnsupported: 600730,
} as const satisfies Codes;
