import { type CommandName, Secret } from '@partyline/core';

/** A command as the machine takes it. */
export interface ExploredCommand {
  readonly name: CommandName;
  readonly [argument: string]: unknown;
}

const token = new Secret('t');
const im = (accid: string) => ({ accid, token });
const meeting = (userUuid: string) => ({ userUuid, token });
const room = { meetingNum: '1', displayName: 'A' };

/** A command that can be told from another one of the same name. */
export const keyed = (command: ExploredCommand): ExploredCommand => ({ ...command, key: labelOf(command) });

/** Every command, with the accounts that matter: the right ones and the wrong ones. */
export const commands: readonly ExploredCommand[] = [
  { name: 'initialize' },
  { name: 'loginIm', im: im('a') },
  { name: 'loginIm', im: im('b') },
  { name: 'loginMeeting', meeting: meeting('mA') },
  { name: 'loginMeeting', meeting: meeting('mB') },
  { name: 'joinMeeting', room },
  { name: 'joinAnonymously', room },
  { name: 'leaveMeeting' },
  { name: 'logoutMeeting' },
  { name: 'logoutIm' },
  { name: 'signIn', im: im('a'), meeting: meeting('mA') },
  { name: 'signIn', meeting: meeting('mA') },
  { name: 'signOut' },
  { name: 'recover' },
  { name: 'dispose' },
].map((command) => keyed(command as ExploredCommand));

/** A command as a trail shows it. */
export function labelOf(command: ExploredCommand): string {
  const { im, meeting } = command as { im?: { accid: string }; meeting?: { userUuid: string } };
  return `${command.name}(${[im?.accid, meeting?.userUuid].filter(Boolean).join(', ')})`;
}
