import { vocabulary } from '../vocabulary.ts';
import { ends, go, over } from './edges.ts';
import { settling } from './endings.ts';
import { setUps } from './setUps.ts';

/** Nothing was set up. What a port reports meanwhile is not heard: the end of the set-up reads it. */
export const uninitialized = vocabulary.createStateConfig({
  id: 'uninitialized',
  description: 'Nothing is set up, and nothing is said about who is logged in.',
  initial: 'idle',
  states: {
    idle: {
      description: 'Nothing is in flight.',
      always: [
        over('imReady'),
        over('imLoggedIn'),
        go('settling'),
        ...ends,
        go('initializingIm'),
        go('initializingMeeting'),
        go('closingMeeting'),
        go('closingIm'),
      ],
    },
    ...setUps,
    settling,
  },
});
