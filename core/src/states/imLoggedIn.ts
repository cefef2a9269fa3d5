import { say } from '../say.ts';
import { vocabulary } from '../vocabulary.ts';
import { ends, go, interruptible, over, reports, turnDown, undoings } from './edges.ts';
import { endings, loggingInMeeting, waitingForLine } from './steps.ts';

/** The chat works. A meeting may ride on it. */
export const imLoggedIn = vocabulary.createStateConfig({
  id: 'imLoggedIn',
  description: say`Exactly one IM account is logged in, and no meeting account.`,
  initial: 'idle',
  on: reports,
  states: {
    idle: {
      description: say`Nothing is in flight.`,
      always: [
        over('failed', say`What was to be ended could not be.`),
        over('imReady', say`The IM is logged out.`),
        go('checkingBinding', say`The directory is asked first, where there is one.`),
        go('loggingInMeeting', say`Mode reused: the kit rides on this login.`),
        go('waitingForLine', say`The connection is down; the command waits.`),
        ...ends,
        ...undoings,
      ],
    },
    waitingForLine,
    checkingBinding: {
      description: say`The directory is asked whether the meeting account belongs to the IM account that is logged in.`,
      on: interruptible,
      invoke: {
        src: 'askDirectory',
        input: ({ context }) => context.goal?.meeting?.userUuid,
        onDone: [
          {
            guard: 'isBoundElsewhere',
            target: 'idle',
            actions: turnDown,
            description: say`100005: bound to another IM account, and the kit is never asked.`,
          },
          { guard: 'isLineUp', target: 'loggingInMeeting', description: say`No objection.` },
          { target: 'idle', actions: 'markBound', description: say`No objection, but the line is down meanwhile.` },
        ],
        onError: {
          target: 'idle',
          actions: 'markBound',
          description: say`The directory does not know: the kit’s own answer decides.`,
        },
      },
    },
    loggingInMeeting,
    ...endings,
  },
});
