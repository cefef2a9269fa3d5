import { vocabulary } from '../vocabulary.ts';
import { ends, go, heard, imTaken, interruptible, over, overToFailed } from './edges.ts';
import { endings } from './endings.ts';
import { loggingInMeeting, meetingTakenEarly, waitingForLine } from './logins.ts';

/** The chat works. A meeting may ride on it. */
export const imLoggedIn = vocabulary.createStateConfig({
  id: 'imLoggedIn',
  description: 'Exactly one IM account is logged in, and no meeting account.',
  initial: 'idle',
  on: {
    'im.loggedIn': [
      { guard: 'isSameIm', actions: heard, description: 'The same account; its line is up.' },
      { guard: 'isUnsettled', description: 'A login that was given up, or the host: what status() says decides.' },
      { target: '.idle', actions: heard, description: 'The host swapped the account.' },
    ],
    'im.loggedOut': [
      { target: '#imReady', actions: heard, description: 'The host logged the IM out: its right, not a failure.' },
    ],
    'im.kicked': imTaken,
    'im.credentialsRefused': imTaken,
    ...meetingTakenEarly,
  },
  states: {
    idle: {
      description: 'Nothing is in flight.',
      always: [
        overToFailed,
        over('imReady', 'The IM is logged out.'),
        go('settling', 'A call that was given up is still out.'),
        ...ends,
        go('checkingBinding', 'The directory is asked first, where there is one.'),
        go('loggingInMeeting', 'Mode reused: the kit rides on this login.'),
        go('waitingForLine', 'The connection is down; the command waits.'),
        go('leaving', 'A room that nobody is to be in any more.'),
        go('loggingOutMeeting', 'A meeting login that is lost, or landed after it was given up.'),
        go('loggingOutIm', 'A teardown ends the IM login.'),
      ],
    },
    waitingForLine,
    checkingBinding: {
      description: 'The directory is asked whether the meeting account belongs to the IM account that is logged in.',
      on: interruptible,
      invoke: {
        src: 'askDirectory',
        input: ({ context }) => context.goal?.meeting?.userUuid,
        onDone: [
          {
            guard: 'isBoundElsewhere',
            target: 'idle',
            actions: ['announceMismatch', 'tellMismatch', 'drop'],
            description: '100005: bound to another IM account, and the kit is never asked.',
          },
          { guard: 'isLineUp', target: 'loggingInMeeting', description: 'No objection.' },
          { target: 'idle', actions: 'markBound', description: 'No objection, but the line is down meanwhile.' },
        ],
        onError: {
          target: 'idle',
          actions: 'markBound',
          description: 'The directory does not know: the kit’s own answer decides.',
        },
      },
    },
    loggingInMeeting,
    ...endings,
  },
});
