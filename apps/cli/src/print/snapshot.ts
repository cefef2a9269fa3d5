import type { SessionSnapshot } from '@partyline/core';
import { errorText } from '../trace/lines.ts';
import type { Paint } from './paint.ts';

/** Who and what a snapshot names: the IM, the meeting, the room, the failure. */
export function factsOf({ im, meeting, mode, room, failure }: SessionSnapshot): readonly string[] {
  const who = meeting && (meeting.kind === 'member' ? meeting.userUuid : `guest ${meeting.displayName}`);
  return [
    im ? `im ${im.accid} (${im.owner}${im.line === 'online' ? '' : `, ${im.line}`})` : '',
    who ? `meeting ${who}${mode ? ` (${mode})` : ''}` : '',
    room ? `room ${room.meetingNum}` : '',
    failure ? `${errorText(failure.error)} → recover() leads to ${failure.recoverTo}` : '',
  ].filter(Boolean);
}

/** A state in its colour. */
export function stateText(state: SessionSnapshot['state'], paint: Paint): string {
  return state === 'failed' ? paint.red(state) : state === 'meetingLoggedIn' ? paint.green(state) : paint.cyan(state);
}

/** A state with what is in flight and what is true in it, on one line. */
export function snapshotLine(
  { path, snapshot }: { readonly path: string; readonly snapshot: SessionSnapshot },
  paint: Paint,
): string {
  const step = path.split('.')[1];
  const flight = step === undefined || step === 'idle' ? '' : paint.dim(` › ${step}`);
  const facts = factsOf(snapshot).join(' · ');
  return `${stateText(snapshot.state, paint)}${flight}${facts && paint.dim(`   ${facts}`)}`;
}
