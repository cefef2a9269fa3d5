import { say } from '../say.ts';
import { vocabulary } from '../vocabulary.ts';
import { achieves, ends, go, interruptible, over, reports, undoings } from './edges.ts';
import { endings, waitingForLine } from './steps.ts';

/** The meeting works: on the IM account bound to it (reused), or on the kit's own (owned, and every guest). */
export const meetingLoggedIn = vocabulary.createStateConfig({
  id: 'meetingLoggedIn',
  description: say`The meeting is logged in: on the IM account bound to it (reused), or on the kit’s own (owned).`,
  initial: 'idle',
  on: reports,
  states: {
    idle: {
      description: say`Nothing is in flight.`,
      always: [
        over('failed', say`What was to be ended could not be.`),
        over('imLoggedIn', say`The meeting is logged out, or lost; the IM stays.`),
        over('imReady', say`The meeting is logged out, or lost, and the IM with it.`),
        go('joining', say`Into the room.`),
        go('waitingForLine', say`The connection is down; the command waits.`),
        ...ends,
        ...undoings,
      ],
    },
    waitingForLine,
    joining: {
      description: say`The member enters a room.`,
      entry: { type: 'ask', params: 'joining' },
      on: interruptible,
      invoke: {
        src: 'joinMeeting',
        input: ({ context }) => context.goal?.room,
        ...achieves('joining', 'idle', say`In the room.`),
      },
    },
    ...endings,
    // Here the IM's going is news: the meeting would not log out, and now loses the login that it rides on.
    loggingOutIm: { ...endings.loggingOutIm, on: {} },
  },
});
