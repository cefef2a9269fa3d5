import type { CommandAct, Setting, TokenKind } from '@partyline/adapters/trace';
import type { CommandName } from '@partyline/core';

/** Whom and where the commands are about. */
export interface Picks {
  readonly accid: string;
  readonly imToken: TokenKind;
  readonly userUuid: string;
  readonly meetingToken: TokenKind;
  readonly meetingNum: string;
  /** Whether `signIn` brings the IM account along. */
  readonly withIm: boolean;
}

export const firstPicks: Picks = {
  accid: 'alice',
  imToken: 'right',
  userUuid: 'ann',
  meetingToken: 'right',
  meetingNum: '100',
  withIm: true,
};

/** Who and what no server knows: there to be tried as well. */
export const stranger = 'nobody';
export const noRoom = '404';

/** The picks, where a run has them; a trace brings people and rooms of its own. */
export function offered(picks: Picks, { imAccounts, meetingAccounts, rooms }: Setting): Picks {
  const among = (picked: string, known: readonly string[], unknown: string) =>
    [...known, unknown].includes(picked) ? picked : (known[0] ?? unknown);
  const userUuids = meetingAccounts.map(({ userUuid }) => userUuid);
  return {
    ...picks,
    accid: among(picks.accid, imAccounts, stranger),
    userUuid: among(picks.userUuid, userUuids, stranger),
    meetingNum: among(picks.meetingNum, rooms, noRoom),
  };
}

const kind = (token: TokenKind) => (token === 'right' ? {} : { token });

/** The command with what was picked for it. */
export function actOf(command: CommandName, picks: Picks): CommandAct {
  const { accid, userUuid, meetingNum } = picks;
  const im = { accid, ...kind(picks.imToken) };
  const meeting = { userUuid, ...kind(picks.meetingToken) };
  switch (command) {
    case 'loginIm':
      return { do: command, ...im };
    case 'loginMeeting':
      return { do: command, ...meeting };
    case 'signIn':
      return { do: command, ...(picks.withIm && { im }), ...meeting };
    case 'joinMeeting':
      return { do: command, meetingNum, displayName: userUuid };
    case 'joinAnonymously':
      return { do: command, meetingNum, displayName: 'guest' };
    default:
      return { do: command };
  }
}
