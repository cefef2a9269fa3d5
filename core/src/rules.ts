import { afresh } from './believe.ts';
import { type Command, type CommandName, depth, interrupts } from './commands.ts';
import { type Context, home, memberOf, sameId } from './context.ts';
import { type ErrorKind, ofCommand, SessionError } from './errors.ts';
import { memoizeLast } from './memoize-last.ts';
import type { CommandMessage } from './messages.ts';
import type { Mode } from './ports/meeting.ts';

/**
 * The vendor's switch.
 *
 * | policy   | IM SDK set up by         | IM logged in by                                   | anonymous join               |
 * |----------|--------------------------|---------------------------------------------------|------------------------------|
 * | required | the session, before the kit | `loginIm`, or the host (adopted)               | refused, 112001              |
 * | off      | the kit                  | the kit, as the account bound to the meeting account | allowed                   |
 * | auto     | the session              | `loginIm` or the host: reused; nobody: the kit, owned | refused while IM is logged in |
 */
export type ReusePolicy = 'required' | 'off' | 'auto';

/** Which mode a meeting login takes right now. */
export function modeOf(c: Pick<Context, 'reuse' | 'im'>): Mode {
  return c.reuse === 'required' || (c.reuse === 'auto' && c.im) ? 'reused' : 'owned';
}

/** The same command with the same arguments: such calls share one flight. Unknown arguments may be the same. */
export const sameCommand = (a: Command, b: Command): boolean =>
  a.name === b.name && (b.key === undefined || a.key === b.key);

/** What an uninitialized session may be told besides teardowns. */
const isStart = (name: CommandName | undefined) => name === 'initialize' || name === 'signIn';

/** Which refusal applies first, in the order that the specification fixes. */
function reason(c: Context, command: Command): ErrorKind | undefined {
  const { name, imAppKey } = command;
  const { goal, im, mode, reuse, room } = c;
  const state = home(c);
  const isTeardown = depth(command) > 0;
  const member = memberOf(c);
  const isGuest = name === 'joinAnonymously';
  const isLogin = name === 'loginMeeting' || name === 'signIn';
  const isImLogin = name === 'loginIm' || command.im !== undefined;
  const isHosts = im?.owner === 'host';
  // Asked again about a command that waited and is next.
  const itsTurn = command === goal;

  if (c.disposed && !itsTurn) return 'disposed';
  if (command.invalid) return 'invalidInput';
  if (!isTeardown) {
    if (state === 'uninitialized' && !isStart(name) && !isStart(goal?.name)) return 'notInitialized';
    if (state === 'failed' && name !== 'recover' && name !== 'signIn') return 'sessionFailed';
  }
  if (isGuest && (reuse === 'required' || (reuse === 'auto' && im && mode !== 'owned'))) return 'anonymousUnderReuse';
  if ((isImLogin && reuse === 'off') || (name === 'logoutIm' && isHosts)) return 'imNotManaged';
  if (goal && !itsTurn) {
    if (sameCommand(goal, command)) return undefined;
    if (!interrupts(name, goal.name)) return 'busy';
  }
  // A signIn() of which nothing is known may bring an IM account.
  const bringsIm = isImLogin || (name === 'signIn' && !command.meeting);
  if (isLogin && reuse === 'required' && state === 'imReady' && !bringsIm) return 'imNotLoggedIn';
  if ((isLogin || isGuest) && reuse === 'off' && isHosts) return 'imOccupied';
  if (isImLogin && member && mode === 'owned') return 'imOccupied';
  if (isImLogin && command.im && im && !sameId(im.accid, command.im.accid)) return 'alreadyLoggedIn';
  const isMember = member?.kind === 'member';
  const isOther = !isMember || !sameId(member.userUuid, command.meeting?.userUuid);
  if (member && (isGuest ? isMember : isLogin && command.meeting && isOther)) return 'alreadyLoggedIn';
  if (name === 'joinMeeting' && !member) return 'notLoggedIn';
  if ((name === 'joinMeeting' || isGuest) && room && member) return 'alreadyInMeeting';
  if (name === 'leaveMeeting' && !(room && member) && !goal) return 'notInMeeting';
  return !isTeardown && reuse !== 'off' && imAppKey && imAppKey !== c.appKey ? 'appMismatch' : undefined;
}

/**
 * Why a command is refused right now, or `null`. Pure: the machine's guards and `can()` both ask here, so the
 * answer and the act cannot disagree. The goal itself is judged as a command that waited and is next.
 */
export const refusal = memoizeLast((c, command: Command): SessionError | null => {
  const kind = reason(c, command);
  if (!kind) return null;
  return kind === 'invalidInput' && command.invalid
    ? ofCommand(command.invalid, command.name)
    : new SessionError(kind, { command: command.name });
});

/** Why a command is refused as it is given: a session that cannot be relied on asks the ports first who is there. */
export const refusalOf = memoizeLast((c, { command, reading }: Omit<CommandMessage, 'type' | 'call'>) =>
  refusal(afresh(c, reading), command),
);

/** Why the command is refused although it was accepted: it waited for its turn, or the directory objects. */
export const turnedDown = memoizeLast<void, SessionError | null>(
  (c) => c.goal && (refusal(c, c.goal) ?? new SessionError('accountMismatch', { command: c.goal.name })),
);
