import { vocabulary } from '../vocabulary.ts';
import { ends, fails, go, heard, imTaken, interruptible, isDisproved, over, overToFailed, toFailed } from './edges.ts';
import { endings } from './endings.ts';
import { roomTakenEarly, waitingForLine } from './logins.ts';

const endingKitsIm = {
  guard: 'isEndingKitsIm',
  description: 'What status() says after the teardown decides.',
} as const;

const meetingTaken = [{ guard: 'isEndingMeeting', description: 'It is being torn down anyway.' }, toFailed] as const;

/** The meeting works: on the IM account bound to it (reused), or on the kit's own (owned, and every guest). */
export const meetingLoggedIn = vocabulary.createStateConfig({
  id: 'meetingLoggedIn',
  description: 'The meeting is logged in: on the IM account bound to it (reused), or on the kit’s own (owned).',
  initial: 'idle',
  on: {
    'im.loggedIn': [
      { guard: 'isSameIm', actions: heard, description: 'The same account; its line is up.' },
      endingKitsIm,
      { guard: 'isOwned', ...toFailed, description: 'The host logged in over the kit’s own IM login.' },
      {
        target: '#imLoggedIn',
        actions: heard,
        description: 'The host swapped the account: the meeting on it is closed.',
      },
    ],
    'im.loggedOut': [
      { guard: 'isOwned', description: 'The kit’s own affair.' },
      { target: '#imReady', actions: heard, description: 'The host logged the IM out: the meeting on it is closed.' },
    ],
    'im.kicked': [endingKitsIm, ...imTaken],
    'im.credentialsRefused': [endingKitsIm, ...imTaken],
    'meeting.signedOut': meetingTaken,
    'meeting.credentialsExpired': meetingTaken,
    'meeting.roomLeft': [
      roomTakenEarly,
      { guard: 'isEndingMeeting', description: 'It is being torn down anyway.' },
      {
        guard: 'isGuest',
        target: '#imReady',
        actions: heard,
        description: 'A guest’s login lives as long as the room.',
      },
      { actions: heard, description: 'A member stays logged in.' },
    ],
  },
  states: {
    idle: {
      description: 'Nothing is in flight.',
      always: [
        overToFailed,
        over('imLoggedIn', 'The meeting is logged out; the IM stays.'),
        over('imReady', 'The meeting is logged out, and the IM with it.'),
        go('settling', 'A call that was given up is still out.'),
        ...ends,
        go('joining', 'Into the room.'),
        go('waitingForLine', 'The connection is down; the command waits.'),
        go('leaving', 'Out of the room first.'),
        go('loggingOutMeeting', 'Then out of the meeting.'),
        go('loggingOutIm', 'The meeting would not log out; the IM does.'),
      ],
    },
    waitingForLine,
    joining: {
      description: 'The member enters a room.',
      entry: { type: 'ask', params: 'joining' },
      on: interruptible,
      invoke: {
        src: 'joinMeeting',
        input: ({ context }) => context.goal?.room,
        onDone: [
          {
            guard: { type: 'isProved', params: 'joining' },
            target: 'idle',
            actions: ['tellVerdict', { type: 'learn', params: 'joining' }],
            description: 'In the room.',
          },
          isDisproved('joining'),
        ],
        onError: fails,
      },
    },
    ...endings,
    // Here the IM's going is news: the meeting would not log out, and now loses the login that it rides on.
    loggingOutIm: { ...endings.loggingOutIm, on: {} },
  },
});
