import { say } from '../say.ts';
import { vocabulary } from '../vocabulary.ts';
import { achieves, ends, gains, go, interruptible, over, reports, undoings } from './edges.ts';
import { endings, loggingInMeeting } from './steps.ts';

/** Both are set up, nobody is logged in: what comes next depends on the policy. */
export const imReady = vocabulary.createStateConfig({
  id: 'imReady',
  description: say`IM SDK and meeting kit are set up; no IM account is logged in.`,
  initial: 'idle',
  on: reports,
  states: {
    idle: {
      description: say`Nothing is in flight.`,
      always: [
        over('failed', say`What was to be ended could not be.`),
        over('imLoggedIn', say`The host turns out to be logged in, or a login could not be undone.`),
        go('loggingInIm', say`The IM account first.`),
        go('loggingInMeeting', say`Mode owned: the kit brings its own IM.`),
        go('joiningAnonymously', say`A guest needs no account.`),
        ...ends,
        ...undoings,
      ],
    },
    loggingInIm: {
      description: say`The session logs the IM account in.`,
      entry: { type: 'ask', params: 'loggingInIm' },
      on: interruptible,
      invoke: {
        src: 'loginIm',
        input: ({ context }) => context.goal?.im,
        ...gains('loggingInIm', '#imLoggedIn', say`The port says so, and its status() names the account.`),
      },
    },
    loggingInMeeting,
    joiningAnonymously: {
      description: say`A guest enters a room; the kit logs an IM account of its own in.`,
      entry: { type: 'ask', params: 'joiningAnonymously' },
      on: interruptible,
      invoke: {
        src: 'joinAnonymously',
        input: ({ context }) => context.goal?.room,
        ...achieves('joiningAnonymously', '#meetingLoggedIn', say`In the room, as a guest.`),
      },
    },
    ...endings,
  },
});
