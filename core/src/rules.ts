import { type Command, type CommandName, depth } from './commands.ts';
import { type Context, home, memberOf, sameId } from './context.ts';
import { type ErrorKind, ofCommand, SessionError } from './errors.ts';
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

/** Whether `name` ends what `running` would bring about, so that it may cut in. */
export function interrupts(name: CommandName, running: CommandName): boolean {
  const deep = depth(name);
  const other = depth(running);
  if (other) return deep > other;
  const needed: { readonly [K in CommandName]?: number } = {
    joinMeeting: 1,
    joinAnonymously: 1,
    loginMeeting: 2,
    signIn: 2,
    loginIm: 3,
  };
  return deep >= (needed[running] ?? 5);
}

/** The same command with the same arguments: such calls share one flight. */
export const sameCommand = (a: Command, b: Command): boolean => a.name === b.name && a.key === b.key;

/** Which refusal applies first, in the order that the specification fixes. */
function reason(c: Context, command: Command, itsTurn: boolean): ErrorKind | undefined {
  const { name } = command;
  const { goal, im, reuse } = c;
  const state = home(c);
  const teardown = depth(name) > 0;
  const meeting = memberOf(c);
  const wantsIm = name === 'loginIm' || (name === 'signIn' && command.im !== undefined);
  const wantsMeeting = name === 'loginMeeting' || name === 'signIn';
  const wantsGuest = name === 'joinAnonymously';

  if (c.disposed && !itsTurn) return 'disposed';
  if (command.invalid) return 'invalidInput';
  if (
    state === 'uninitialized' &&
    !teardown &&
    name !== 'initialize' &&
    name !== 'signIn' &&
    goal?.name !== 'initialize' &&
    goal?.name !== 'signIn'
  ) {
    return 'notInitialized';
  }
  if (state === 'failed' && !teardown && name !== 'recover' && name !== 'signIn') return 'sessionFailed';
  if (wantsGuest && (reuse === 'required' || (reuse === 'auto' && im && c.mode !== 'owned'))) {
    return 'anonymousUnderReuse';
  }
  if (wantsIm && reuse === 'off') return 'imNotManaged';
  if (name === 'logoutIm' && im?.owner === 'host') return 'imNotManaged';
  if (goal && !itsTurn) {
    if (sameCommand(goal, command)) return undefined;
    if (!interrupts(name, goal.name)) return 'busy';
  }
  if (wantsMeeting && reuse === 'required' && state === 'imReady' && !wantsIm) return 'imNotLoggedIn';
  if ((wantsMeeting || wantsGuest) && reuse === 'off' && im?.owner === 'host') return 'imOccupied';
  if (wantsIm && meeting && c.mode === 'owned') return 'imOccupied';
  if (wantsIm && command.im && im && !sameId(im.accid, command.im.accid)) return 'alreadyLoggedIn';
  if (wantsMeeting && command.meeting && meeting) {
    if (meeting.kind !== 'member' || !sameId(meeting.userUuid, command.meeting.userUuid)) return 'alreadyLoggedIn';
  }
  if (wantsGuest && meeting?.kind === 'member') return 'alreadyLoggedIn';
  if (name === 'joinMeeting' && !meeting) return 'notLoggedIn';
  if ((name === 'joinMeeting' || wantsGuest) && c.room && meeting) return 'alreadyInMeeting';
  if (name === 'leaveMeeting' && !(c.room && meeting) && !goal) return 'notInMeeting';
  if (!teardown && reuse !== 'off' && command.imAppKey !== undefined && command.imAppKey !== c.appKey) {
    return 'appMismatch';
  }
  return undefined;
}

/**
 * Why a command is refused right now, or `undefined`. Pure: the machine's guards and `can()` both ask here, so the
 * answer and the act cannot disagree. `itsTurn`: asked again for a command that waited and is next.
 */
export function refusal(c: Context, command: Command, itsTurn = false): SessionError | undefined {
  const kind = reason(c, command, itsTurn);
  if (!kind) return undefined;
  return kind === 'invalidInput' && command.invalid
    ? ofCommand(command.invalid, command.name)
    : new SessionError(kind, { command: command.name });
}

/** As `refusal`, for a guard that only needs to know whether. */
export function isRefused(c: Context, command: Command, itsTurn = false): boolean {
  return reason(c, command, itsTurn) !== undefined;
}

/** What a running command is told when the host logs the IM in as `accid`, or out (`null`). Teardowns go on. */
export function conflict(c: Context, accid: string | null): SessionError | null {
  const { goal } = c;
  if (!goal || depth(goal.name)) return null;
  const fail = (kind: ErrorKind) => new SessionError(kind, { command: goal.name });
  if (c.im && !sameId(c.im.accid, accid)) {
    if (goal.name === 'joinMeeting') return fail('meetingLost');
    if (goal.name === 'loginMeeting' || goal.name === 'signIn') {
      return fail(accid === null ? 'imNotLoggedIn' : 'accountMismatch');
    }
  }
  return goal.im && accid !== null && !sameId(goal.im.accid, accid) ? fail('alreadyLoggedIn') : null;
}
