import { SessionError } from '../errors.ts';
import * as facts from '../facts.ts';
import type { Heard } from '../messages.ts';
import { vocabulary } from '../vocabulary.ts';
import { strike } from './edges.ts';

type Taken = Heard<'im.kicked' | 'im.credentialsRefused'>;
type Ended = Heard<'meeting.signedOut' | 'meeting.credentialsExpired' | 'meeting.roomLeft'>;

/** The error that an event which takes the IM login away stands for. */
export function imTakenBy({ event }: Taken): SessionError {
  if (event.type === 'im.credentialsRefused') return event.error;
  return new SessionError('kicked', { message: `the IM login was kicked: ${event.reason}` });
}

/** The error that an event which ends the meeting login stands for. */
export function meetingEndedBy({ event }: Ended): SessionError {
  if (event.type === 'meeting.credentialsExpired') return new SessionError('credentialsExpired');
  return meetingLost(event.reason);
}

export function meetingLost(reason: string): SessionError {
  return new SessionError('meetingLost', { message: `the meeting login is lost: ${reason}` });
}

const announceKick = {
  type: 'announce',
  params: ({ event }: Heard<'im.kicked'>) => ({ type: 'kicked', reason: event.reason }) as const,
} as const;

const toFailed = {
  target: '#failed',
  actions: [
    ...strike<Taken['event']>(imTakenBy),
    { type: 'learn', params: (seen: Taken) => facts.imTaken(seen.context, imTakenBy(seen)) },
    'announceFailure',
  ],
} as const;

/** The server, or a refused token, ends the IM login; a meeting that rides on it is closed. */
export const imTaken = vocabulary.createStateConfig({
  on: {
    'im.kicked': [
      { guard: 'isEndingIm', description: 'Losing what is being torn down is not a failure.' },
      { ...toFailed, actions: [announceKick, ...toFailed.actions], description: 'Kicked: failed at once.' },
    ],
    'im.credentialsRefused': [
      { guard: 'isEndingIm' },
      { ...toFailed, description: 'The SDK tried to reconnect, and its token was refused.' },
    ],
  },
}).on;

/** The same while a login is on its way: kicks are heard before the login is answered. */
export const imTakenEarly = vocabulary.createStateConfig({
  on: {
    'im.kicked': { ...toFailed, guard: 'isImComing', actions: [announceKick, ...toFailed.actions] },
    'im.credentialsRefused': { ...toFailed, guard: 'isImComing' },
  },
}).on;

const abandoned = {
  guard: 'isMeetingComing',
  target: '.idle',
  actions: [{ type: 'tell', params: meetingEndedBy }, 'drop'],
  description: 'The login that is in flight is lost; what is left of it is undone.',
} as const;

/** The kit ends a meeting login that is still on its way. */
export const meetingTakenEarly = vocabulary.createStateConfig({
  on: { 'meeting.signedOut': abandoned, 'meeting.credentialsExpired': abandoned },
}).on;

const taken = [
  { guard: 'isEndingMeeting' },
  {
    target: '#failed',
    actions: [
      {
        type: 'announce',
        params: (seen: Ended) => ({ type: 'meetingLost', error: meetingEndedBy(seen) }) as const,
      },
      ...strike<Ended['event']>(meetingEndedBy),
      { type: 'learn', params: (seen: Ended) => facts.meetingTaken(seen.context, meetingEndedBy(seen)) },
      'announceFailure',
    ],
    description: 'Only the meeting login is lost; the IM stays as it is.',
  },
] as const;

/** The kit ends the meeting login. */
export const meetingTaken = vocabulary.createStateConfig({
  on: { 'meeting.signedOut': [...taken], 'meeting.credentialsExpired': [...taken] },
}).on;

/** The room closes before a join is answered. */
export const roomTakenEarly = vocabulary.createStateConfig({
  on: {
    'meeting.roomLeft': {
      guard: 'isRoomComing',
      target: '.idle',
      actions: [{ type: 'tell', params: meetingEndedBy }, 'drop'],
      description: 'The room closed before the join was answered.',
    },
  },
}).on;
