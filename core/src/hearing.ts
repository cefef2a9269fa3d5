import { depth } from './commands.ts';
import { type Context, sameId } from './context.ts';
import { SessionError } from './errors.ts';
import type { MachineEmitted } from './events.ts';
import { breakdown, type Facts, hostLoggedIn, imGone, kitGone, lineIs, loseMeeting } from './facts.ts';
import { dropGoal, endingIm, endingMeeting, isWanted } from './goal.ts';
import type { MachineMessage } from './messages.ts';
import { conflict } from './rules.ts';

/** What a port's report takes away, as an error; `null` for reports that take nothing away. */
function taken(event: MachineMessage): SessionError | null {
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
      return null;
  }
}

/** What a report does to the command in flight: its error, or `null`. Teardowns and recoveries go on. */
export function blow(c: Context, event: MachineMessage): SessionError | null {
  if (!c.goal || c.failure || depth(c.goal.name)) return null;
  if (event.type === 'im.loggedIn') return conflict(c, event.accid);
  if (event.type === 'im.loggedOut') return conflict(c, null);
  return event.type === 'meeting.roomLeft' && !(isWanted(c) && c.asked.room) ? null : taken(event);
}

/** Whether a report means that a meeting which worked is lost, unasked for. */
function losesMeeting(c: Context, event: MachineMessage): boolean {
  if (!c.meeting || c.failure || endingMeeting(c)) return false;
  if (event.type === 'im.loggedIn') return !sameId(c.im?.accid, event.accid);
  if (event.type === 'im.loggedOut') return c.mode === 'reused';
  return event.type === 'meeting.signedOut' || event.type === 'meeting.credentialsExpired';
}

/** What a report is announced as. */
export function news(c: Context, event: MachineMessage): MachineEmitted | null {
  switch (event.type) {
    case 'im.kicked':
      return { type: 'kicked', reason: event.reason };
    case 'im.lineDown':
      return { type: 'lineDown' };
    case 'im.lineUp':
      return { type: 'lineUp' };
    case 'meeting.roomLeft':
      return c.room && { type: 'roomLeft', reason: event.reason };
    default:
      return losesMeeting(c, event) ? { type: 'meetingLost', error: lossOf(event) } : null;
  }
}

function lossOf(event: MachineMessage): SessionError {
  return taken(event) ?? new SessionError('meetingLost', { message: `meetingLost: ${event.type}` });
}

function factsAfter(c: Context, event: MachineMessage): Facts {
  const early = !c.meeting && !c.failure;
  switch (event.type) {
    case 'im.loggedIn':
      return {
        ...hostLoggedIn(c, event.accid),
        ...(c.mode === 'owned' && losesMeeting(c, event) && breakdown(c, lossOf(event), false)),
      };
    case 'im.loggedOut':
      return imGone(c);
    case 'im.kicked':
    case 'im.credentialsRefused':
      return { ...imGone(c), ...(!endingIm(c) && breakdown(c, lossOf(event), false)) };
    case 'im.lineDown':
      return lineIs(c, 'reconnecting');
    case 'im.lineUp':
      return lineIs(c, 'online');
    case 'meeting.signedOut':
    case 'meeting.credentialsExpired':
      return early ? {} : { ...kitGone(c, event.im), ...breakdown(c, lossOf(event), false) };
    case 'meeting.roomLeft':
      return c.meeting?.kind === 'anonymous' ? loseMeeting({ ...c, room: null }) : { room: null, strayRoom: false };
    default:
      return {};
  }
}

/** What is believed after a port's report. The command that it strikes is dropped with it. */
export function hear(c: Context, event: MachineMessage): Facts {
  return { ...(blow(c, event) && dropGoal(c)), ...factsAfter(c, event) };
}
