import { vocabulary } from '../vocabulary.ts';
import { ends, go, heard, over } from './edges.ts';
import { endings } from './endings.ts';
import { setUps } from './setUps.ts';

const keptTrue = { actions: heard, description: 'What is still true is kept true; the first cause stays.' } as const;

/** Something was taken away. `failure.error` stays the first cause. */
export const failed = vocabulary.createStateConfig({
  id: 'failed',
  description: 'Set-up failed, or something the session had was taken away; recover() leads out.',
  initial: 'idle',
  on: {
    'im.loggedIn': [
      { guard: 'isUnsettled', description: 'A login that was given up, or the host: what status() says decides.' },
      keptTrue,
    ],
    'im.loggedOut': keptTrue,
    'im.kicked': keptTrue,
    'im.credentialsRefused': keptTrue,
    'meeting.signedOut': keptTrue,
    'meeting.credentialsExpired': keptTrue,
    'meeting.roomLeft': keptTrue,
  },
  states: {
    idle: {
      description: 'Nothing is in flight.',
      always: [
        over('imLoggedIn', 'Recovered; the IM login is still there.'),
        over('imReady', 'Recovered; nobody is logged in.'),
        go('settling', 'A call that was given up is still out.'),
        ...ends,
        go('leaving', 'A lost meeting is closed: the room first.'),
        go('loggingOutMeeting', 'A lost meeting is closed.'),
        go('loggingOutIm', 'A teardown ends the IM login, or one that landed late is undone.'),
        go('closingMeeting', 'recover() begins with the kit.'),
        go('closingIm', 'The whole set-up is in doubt, and the login is not the host’s.'),
        go('initializingIm', 'The IM SDK comes up again.'),
        go('initializingMeeting', 'The kit comes up again.'),
      ],
    },
    ...setUps,
    ...endings,
  },
});
