import * as facts from '../facts.ts';
import { conflict } from '../rules.ts';
import { roomUnproved } from '../verify.ts';
import { vocabulary } from '../vocabulary.ts';
import { disbelieve, ends, fail, go, interruptible, over, overToFailed, strike } from './edges.ts';
import { endings } from './endings.ts';
import { waitingForLine } from './logins.ts';
import { imTaken, meetingLost, meetingTaken, roomTakenEarly } from './losses.ts';

const loggedOut = meetingLost('the host logged the IM out');
const swapped = meetingLost('the host swapped the IM account');
const overtaken = meetingLost('the host logged in over the kit’s own IM login');

/** The meeting works: on the IM account bound to it (reused), or on the kit's own (owned, and every guest). */
export const meetingLoggedIn = vocabulary.createStateConfig({
  id: 'meetingLoggedIn',
  description: 'The meeting is logged in: on the IM account bound to it (reused), or on the kit’s own (owned).',
  initial: 'idle',
  on: {
    'im.loggedIn': [
      {
        guard: { type: 'isSameIm', params: ({ event }) => event.accid },
        actions: { type: 'learn', params: ({ context, event }) => facts.hostLoggedIn(context, event.accid) },
      },
      { guard: 'isEndingIm' },
      {
        guard: 'isOwned',
        target: '#failed',
        actions: [
          { type: 'announce', params: { type: 'meetingLost', error: overtaken } },
          ...strike(() => overtaken),
          { type: 'learn', params: ({ context, event }) => facts.imOvertaken(context, event.accid, overtaken) },
          'announceFailure',
        ],
        description: 'The host logged somebody else in over the kit’s own IM login.',
      },
      {
        guard: 'isEndingMeeting',
        target: '#imLoggedIn',
        actions: { type: 'learn', params: ({ context, event }) => facts.hostLoggedIn(context, event.accid) },
      },
      {
        target: '#imLoggedIn',
        actions: [
          { type: 'announce', params: { type: 'meetingLost', error: swapped } },
          ...strike<{ accid: string }>(({ context, event }) => conflict(context, event.accid)),
          { type: 'learn', params: ({ context, event }) => facts.hostLoggedIn(context, event.accid) },
        ],
        description: 'The host swapped the account; the meeting that rode on the old one is closed.',
      },
    ],
    'im.loggedOut': [
      { guard: 'isOwned', description: 'The kit’s own affair.' },
      { guard: 'isEndingIm' },
      {
        guard: 'isEndingMeeting',
        target: '#imReady',
        actions: { type: 'learn', params: ({ context }) => facts.imGone(context) },
      },
      {
        target: '#imReady',
        actions: [
          { type: 'announce', params: { type: 'meetingLost', error: loggedOut } },
          ...strike(({ context }) => conflict(context, null)),
          { type: 'learn', params: ({ context }) => facts.imGone(context) },
        ],
        description: 'The host logged the IM out; the meeting that rode on it is closed.',
      },
    ],
    ...imTaken,
    ...meetingTaken,
    'meeting.roomLeft': [
      roomTakenEarly['meeting.roomLeft'],
      { guard: 'isEndingMeeting' },
      {
        guard: 'isGuest',
        target: '#imReady',
        actions: [
          { type: 'announce', params: ({ event }) => ({ type: 'roomLeft', reason: event.reason }) },
          { type: 'learn', params: ({ context }) => facts.loseMeeting({ ...context, room: null }) },
        ],
        description: 'A guest’s login lives as long as the room.',
      },
      {
        guard: 'hasRoom',
        actions: [
          { type: 'announce', params: ({ event }) => ({ type: 'roomLeft', reason: event.reason }) },
          { type: 'learn', params: { room: null } },
        ],
        description: 'A member stays logged in.',
      },
    ],
  },
  states: {
    idle: {
      description: 'Nothing is in flight.',
      always: [
        overToFailed,
        over('imLoggedIn'),
        over('imReady'),
        go('settling'),
        ...ends,
        go('joining'),
        go('waitingForLine'),
        go('leaving'),
        go('loggingOutMeeting'),
        go('loggingOutIm'),
      ],
    },
    waitingForLine,
    joining: {
      description: 'The member enters a room.',
      entry: { type: 'ask', params: 'joining' },
      exit: 'leaveOpen',
      on: interruptible,
      invoke: {
        src: 'joinMeeting',
        input: ({ context }) => context.goal?.room,
        onDone: [
          {
            guard: { type: 'isProved', params: ({ event }) => roomUnproved(event.output, false) },
            target: 'idle',
            actions: [
              'tellVerdict',
              { type: 'learn', params: ({ event }) => facts.roomIn(event.output.value.meetingNum) },
              'finish',
            ],
          },
          {
            target: 'idle',
            actions: [...disbelieve<{ meetingNum: string }>(({ event }) => roomUnproved(event.output, false))],
          },
        ],
        onError: { target: 'idle', actions: [...fail] },
      },
    },
    ...endings,
  },
});
