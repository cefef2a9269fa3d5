import { vocabulary } from '../vocabulary.ts';
import { ends, fails, go, heard, interruptible, isDisproved, over, overToFailed, toFailed } from './edges.ts';
import { endings } from './endings.ts';
import { loggingInMeeting, meetingTakenEarly, roomTakenEarly } from './logins.ts';

/** Both are set up, nobody is logged in: what comes next depends on the policy. */
export const imReady = vocabulary.createStateConfig({
  id: 'imReady',
  description: 'IM SDK and meeting kit are set up; no IM account is logged in.',
  initial: 'idle',
  on: {
    'im.loggedIn': [
      { guard: 'isAskedFor', description: 'Our own login, or the kit’s: its answer decides.' },
      { target: '#imLoggedIn', actions: heard, description: 'The host logged the IM in: adopted.' },
    ],
    'im.kicked': { guard: 'isImComing', ...toFailed },
    'im.credentialsRefused': { guard: 'isImComing', ...toFailed },
    ...meetingTakenEarly,
    'meeting.roomLeft': roomTakenEarly,
  },
  states: {
    idle: {
      description: 'Nothing is in flight.',
      always: [
        overToFailed,
        over('imLoggedIn', 'The host turns out to be logged in, or a login could not be undone.'),
        go('settling', 'A call that was given up is still out.'),
        ...ends,
        go('loggingInIm', 'The IM account first.'),
        go('loggingInMeeting', 'Mode owned: the kit brings its own IM.'),
        go('joiningAnonymously', 'A guest needs no account.'),
        go('leaving', 'A room that nobody is to be in any more.'),
        go('loggingOutMeeting', 'A meeting login that is lost, or landed after it was given up.'),
        go('loggingOutIm', 'An IM login that landed after it was given up.'),
      ],
    },
    loggingInIm: {
      description: 'The session logs the IM account in.',
      entry: { type: 'ask', params: 'loggingInIm' },
      on: interruptible,
      invoke: {
        src: 'loginIm',
        input: ({ context }) => context.goal?.im,
        onDone: [
          {
            guard: { type: 'isProved', params: 'loggingInIm' },
            target: '#imLoggedIn',
            actions: { type: 'learn', params: 'loggingInIm' },
            description: 'The port says so, and its status() names the account.',
          },
          isDisproved('loggingInIm'),
        ],
        onError: fails,
      },
    },
    loggingInMeeting,
    joiningAnonymously: {
      description: 'A guest enters a room; the kit logs an IM account of its own in.',
      entry: { type: 'ask', params: 'joiningAnonymously' },
      on: interruptible,
      invoke: {
        src: 'joinAnonymously',
        input: ({ context }) => context.goal?.room,
        onDone: [
          {
            guard: { type: 'isProved', params: 'joiningAnonymously' },
            target: '#meetingLoggedIn',
            actions: ['tellVerdict', { type: 'learn', params: 'joiningAnonymously' }],
            description: 'In the room, as a guest.',
          },
          isDisproved('joiningAnonymously'),
        ],
        onError: fails,
      },
    },
    ...endings,
  },
});
