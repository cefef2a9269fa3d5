import * as facts from '../facts.ts';
import { vocabulary } from '../vocabulary.ts';
import { ends, go, over } from './edges.ts';
import { endings } from './endings.ts';
import { setUps } from './setUps.ts';

/** Something was taken away. `failure.error` stays the first cause; what is still true is kept true meanwhile. */
export const failed = vocabulary.createStateConfig({
  id: 'failed',
  description: 'Set-up failed, or something the session had was taken away; recover() leads out.',
  initial: 'idle',
  on: {
    'im.loggedIn': {
      actions: { type: 'learn', params: ({ context, event }) => facts.hostLoggedIn(context, event.accid) },
    },
    'im.loggedOut': { actions: { type: 'learn', params: ({ context }) => facts.imGone(context) } },
    'im.kicked': {
      actions: [
        { type: 'announce', params: ({ event }) => ({ type: 'kicked', reason: event.reason }) },
        { type: 'learn', params: ({ context }) => facts.imGone(context) },
      ],
    },
    'im.credentialsRefused': { actions: { type: 'learn', params: ({ context }) => facts.imGone(context) } },
    'meeting.signedOut': { actions: { type: 'learn', params: ({ context }) => facts.kitGone(context) } },
    'meeting.credentialsExpired': { actions: { type: 'learn', params: ({ context }) => facts.kitGone(context) } },
    'meeting.roomLeft': { actions: { type: 'learn', params: { room: null, strayRoom: false } } },
  },
  states: {
    idle: {
      description: 'Nothing is in flight.',
      always: [
        over('imLoggedIn'),
        over('imReady'),
        go('settling'),
        ...ends,
        go('leaving'),
        go('loggingOutMeeting'),
        go('loggingOutIm'),
        go('closingMeeting'),
        go('closingIm'),
        go('initializingIm'),
        go('initializingMeeting'),
      ],
    },
    ...setUps,
    ...endings,
  },
});
