import { SessionError } from '../errors.ts';
import * as facts from '../facts.ts';
import { conflict } from '../rules.ts';
import { vocabulary } from '../vocabulary.ts';
import { ends, go, interruptible, over, overToFailed, strike } from './edges.ts';
import { endings } from './endings.ts';
import { loggingInMeeting, waitingForLine } from './logins.ts';
import { imTaken, meetingTakenEarly } from './losses.ts';

/** The chat works. A meeting may ride on it. */
export const imLoggedIn = vocabulary.createStateConfig({
  id: 'imLoggedIn',
  description: 'Exactly one IM account is logged in, and no meeting account.',
  initial: 'idle',
  on: {
    'im.loggedIn': [
      {
        guard: { type: 'isSameIm', params: ({ event }) => event.accid },
        actions: { type: 'learn', params: ({ context, event }) => facts.hostLoggedIn(context, event.accid) },
      },
      { guard: 'isEndingIm', description: 'What status() says after the teardown decides.' },
      {
        target: '.idle',
        actions: [
          ...strike<{ accid: string }>(({ context, event }) => conflict(context, event.accid)),
          { type: 'learn', params: ({ context, event }) => facts.hostLoggedIn(context, event.accid) },
        ],
        description: 'The host swapped the account.',
      },
    ],
    'im.loggedOut': [
      { guard: 'isEndingIm' },
      {
        target: '#imReady',
        actions: [
          ...strike(({ context }) => conflict(context, null)),
          { type: 'learn', params: ({ context }) => facts.imGone(context) },
        ],
        description: 'The host logged the IM out: its right, not a failure.',
      },
    ],
    ...imTaken,
    ...meetingTakenEarly,
  },
  states: {
    idle: {
      description: 'Nothing is in flight.',
      always: [
        overToFailed,
        over('imReady'),
        go('settling'),
        ...ends,
        go('checkingBinding'),
        go('loggingInMeeting'),
        go('waitingForLine'),
        go('leaving'),
        go('loggingOutMeeting'),
        go('loggingOutIm'),
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
            guard: { type: 'isBoundElsewhere', params: ({ event }) => event.output.value },
            target: 'idle',
            actions: ['announceMismatch', { type: 'tell', params: () => new SessionError('accountMismatch') }, 'drop'],
            description: '100005: the kit is never asked.',
          },
          { target: 'idle', actions: 'markBound' },
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
