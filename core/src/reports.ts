import { depth } from './commands.ts';
import { type Context, type Facts, home, type ImFact, memberOf, sameId } from './context.ts';
import { SessionError } from './errors.ts';
import type { MachineEmitted } from './events.ts';
import { believe, breakdown, lineIs } from './facts.ts';
import { dropGoal, isComing, settled } from './goal.ts';
import type { PortMessage } from './messages.ts';
import { conflict } from './rules.ts';

/** What a port's report takes away, as an error; `undefined` for reports that take nothing away. */
function taken(event: PortMessage): SessionError | undefined {
  switch (event.type) {
    case 'im.kicked':
      return new SessionError('kicked', { message: `kicked: ${event.reason}` });
    case 'im.credentialsRefused':
      return event.error;
    case 'meeting.credentialsExpired':
      return new SessionError('credentialsExpired');
    case 'meeting.signedOut':
    case 'meeting.roomLeft':
      return new SessionError('meetingLost', { message: `meetingLost: ${event.reason}` });
    default:
      return undefined;
  }
}

/** The same for what is lost all the same: the meeting, with the login that it rides on. */
const lossOf = (event: PortMessage): SessionError =>
  taken(event) ?? new SessionError('meetingLost', { message: `meetingLost: ${event.type}` });

const isOfIm = ({ type }: PortMessage) => type.startsWith('im.');

/** The meeting is being ended, and the kit's own IM login with it: what `status()` says afterwards decides. */
function isExpected({ asked, goal, im, meeting, pending, strayMeeting }: Context, event: PortMessage): boolean {
  const deep = goal ? depth(goal.name) : 0;
  // The login that is on its way: its answer decides.
  if (event.type === 'im.loggedIn' && pending && sameId(asked.im, event.accid)) return true;
  const least = isOfIm(event) ? im?.owner === 'kit' : meeting?.kind === 'anonymous';
  return (isOfIm(event) ? least : true) && (strayMeeting !== null || deep > (least ? 0 : 1));
}

/** Whether a report is about something that the session has, or is about to get. */
function isOurs(c: Context, event: PortMessage): boolean {
  const { asked, im, meeting, room } = c;
  const coming = isComing(c);
  if (event.type === 'meeting.roomLeft') return room !== null || (coming && asked.room === true);
  if (!isOfIm(event)) return meeting !== null || (coming && asked.meeting !== undefined);
  return im !== null || event.type === 'im.loggedIn' || (coming && (asked.im !== undefined || asked.mode === 'owned'));
}

/** Whether a report takes something away that the session had: that leads to `failed`. */
export function isLoss(c: Context, event: PortMessage): boolean {
  if (c.failure || event.type === 'meeting.roomLeft' || isExpected(c, event) || !isOurs(c, event)) return false;
  const member = memberOf(c);
  if (event.type === 'im.loggedIn') return c.mode === 'owned' && member !== null && !sameId(c.im?.accid, event.accid);
  if (!isOfIm(event)) return member !== null;
  // Losing an IM login that is being ended is not a failure.
  return taken(event) !== undefined && c.strayIm === null && !(c.goal && depth(c.goal.name) > 2);
}

/** What a report does to the command in flight: its error. Teardowns and recoveries go on. */
function blow(c: Context, event: PortMessage, im: ImFact | null): SessionError | null | undefined {
  if (!c.goal || c.failure || depth(c.goal.name)) return null;
  if (event.type === 'im.loggedIn' || event.type === 'im.loggedOut') {
    return im?.accid === c.im?.accid ? null : conflict(c, im?.accid ?? null);
  }
  return event.type === 'meeting.roomLeft' && !(isComing(c) && c.asked.room) ? null : taken(event);
}

/** What a report is announced as. */
function news(c: Context, event: PortMessage, after: Context): MachineEmitted[] {
  if (event.type === 'im.kicked') return [{ type: 'kicked', reason: event.reason }];
  if (event.type === 'meeting.roomLeft') return c.room ? [{ type: 'roomLeft', reason: event.reason }] : [];
  const isLost = !c.failure && memberOf(c) && !memberOf(after) && event.type !== 'im.credentialsRefused';
  return isLost ? [{ type: 'meetingLost', error: lossOf(event) }] : [];
}

/** What is believed after a port's report, and what is said of it. The command that it strikes is dropped. */
export function hear(c: Context, event: PortMessage): { readonly facts: Facts; readonly says: MachineEmitted[] } {
  if (isExpected(c, event) || !isOurs(c, event)) return { facts: {}, says: [] };
  if (event.type === 'im.lineDown') return { facts: lineIs(c, 'reconnecting'), says: [{ type: 'lineDown' }] };
  if (event.type === 'im.lineUp') return { facts: lineIs(c, 'online'), says: [{ type: 'lineUp' }] };
  const believed = believe(c, event.reading);
  const struck = blow(c, event, { ...c, ...believed }.im);
  const facts = { ...(struck && dropGoal(c)), ...believed };
  const after = { ...c, ...facts };
  return {
    facts: isLoss(c, event) ? { ...facts, ...breakdown(after, lossOf(event), false) } : facts,
    says: [...news(c, event, after), ...(struck ? [settled(c, struck)] : [])],
  };
}

/** Whether a report ends what is going on in a state: it strikes the command, or another state is true now. */
export function isUpset(c: Context, event: PortMessage): boolean {
  const { facts } = hear(c, event);
  return facts.goal === null || home({ ...c, ...facts }) !== home(c);
}
