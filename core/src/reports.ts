import { believe, imFacts } from './believe.ts';
import { depth } from './commands.ts';
import { type Context, type Facts, home, memberOf, merged, nothing, sameId } from './context.ts';
import { type ErrorKind, SessionError } from './errors.ts';
import type { MachineEmitted } from './events.ts';
import { dropGoal } from './goal.ts';
import { memoizeLast } from './memoize-last.ts';
import type { PortMessage } from './messages.ts';
import { failing } from './outcomes.ts';

/** What a port's report comes to. */
interface Hearing {
  readonly facts: Facts;
  /** What it is announced as. */
  readonly news?: MachineEmitted | undefined;
  /** What the command in flight, which is dropped, is told. Teardowns go on. */
  readonly interruption?: SessionError | undefined;
}

/** What a report says was taken away, with the meeting that rides on it. */
function lossOf(event: PortMessage): SessionError {
  if (event.type === 'im.credentialsRefused') return event.error;
  if (event.type === 'meeting.credentialsExpired') return new SessionError('credentialsExpired');
  const kind = event.type === 'im.kicked' ? 'kicked' : 'meetingLost';
  return new SessionError(kind, { message: `${kind}: ${('reason' in event && event.reason) || event.type}` });
}

/** Why a command cannot go on when the host logs the IM in as `accid`, or out. */
function conflict({ goal, im }: Context, accid: string | undefined): ErrorKind | undefined {
  if (im && !sameId(im.accid, accid)) {
    if (goal?.name === 'joinMeeting') return 'meetingLost';
    if (goal?.meeting) return accid === undefined ? 'imNotLoggedIn' : 'accountMismatch';
  }
  return goal?.im && accid !== undefined && !sameId(goal.im.accid, accid) ? 'alreadyLoggedIn' : undefined;
}

/** What is believed after a port's report, and what is said of it. Teardowns and recoveries go on whatever is lost. */
export const hear = memoizeLast((c: Context, event: PortMessage): Hearing => {
  const { type } = event;
  const { asked, failure, goal, im, meeting, room } = c;
  const deep = depth(goal);
  const member = memberOf(c);
  const isOfIm = type.startsWith('im.');
  const isOfRoom = type === 'meeting.roomLeft';
  const isOfHost = type === 'im.loggedIn' || type === 'im.loggedOut';
  // What a call that is in flight, and still wanted, is about to bring.
  const coming = goal?.asking && !deep ? asked : nothing;

  // The login that is on its way: its answer decides.
  if (type === 'im.loggedIn' && c.pending && sameId(asked.im, event.accid)) return { facts: {} };
  // The meeting is being ended, and the kit's own IM login with it: what `status()` says afterwards decides.
  const isKits = isOfIm ? im?.owner === 'kit' : meeting?.kind === 'anonymous';
  if ((isKits || !isOfIm) && (c.strayMeeting || deep > (isKits ? 0 : 1))) return { facts: {} };
  // The kit's own IM login is the kit's affair: what becomes of the meeting, the kit tells. A failed session hears no more of it.
  if (type === 'im.loggedOut' && isKits && !failure) return { facts: {} };
  // It is about something that the session neither has nor is about to get.
  const isOurs = isOfIm
    ? im || type === 'im.loggedIn' || coming.im || coming.mode === 'owned'
    : isOfRoom || meeting || coming.meeting;
  if (!isOurs) return { facts: {} };
  if (type === 'im.lineDown' || type === 'im.lineUp') {
    const [line, news] =
      type === 'im.lineDown' ? (['reconnecting', 'lineDown'] as const) : (['online', 'lineUp'] as const);
    return { facts: im ? imFacts({ ...im, line }, im.owner) : {}, news: { type: news } };
  }

  const believed = believe(c, event.reading);
  const now = { ...c, ...believed };
  const loss = lossOf(event);
  const isLost = !failure && deep < 2 && member && !memberOf(now);
  let news: MachineEmitted | undefined = isLost ? { type: 'meetingLost', error: loss } : undefined;
  let interruption: SessionError | undefined = loss;
  let takes: unknown = member;
  if (isOfRoom) {
    news = room ? { type: 'roomLeft', reason: event.reason } : undefined;
    interruption = coming.room ? loss : undefined;
    takes = false;
  } else if (isOfHost) {
    const kind = conflict(c, now.im?.accid);
    interruption = kind && new SessionError(kind);
    takes = type === 'im.loggedIn' && c.mode === 'owned' && member && !sameId(im?.accid, event.accid);
  } else if (isOfIm) {
    news = type === 'im.kicked' ? { type: 'kicked', reason: event.reason } : undefined;
    // Losing an IM login that is being ended is not a failure.
    takes = deep < 3;
  }
  if (failure) return { facts: believed, news };
  return { facts: merged(interruption && dropGoal(c), believed, takes ? failing(c, loss) : null), news, interruption };
});

/** Whether a report takes something away that the session had: that leads to `failed`. */
export const isLoss = (c: Context, event: PortMessage): boolean => 'failure' in hear(c, event).facts;

/** Whether a report ends what is going on in a state: it strikes the command, or another state is true now. */
export function isUpset(c: Context, event: PortMessage): boolean {
  const { facts } = hear(c, event);
  return facts.goal === null || home({ ...c, ...facts }) !== home(c);
}
