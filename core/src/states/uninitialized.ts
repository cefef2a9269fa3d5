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
        over('imReady', 'Both ports are up, nobody is logged in.'),
        over('imLoggedIn', 'Both ports are up, and the host is logged in.'),
        go('settling', 'A call that was given up is still out.'),
        ...ends,
        go('initializingIm', 'The IM SDK comes first.'),
        go('initializingMeeting', 'Then the kit; with the switch off it brings its own IM.'),
        go('closingMeeting', 'A set-up was given up half-way, or dispose() was called.'),
        go('closingIm', 'The kit is closed; the IM SDK is next.'),
      ],
    },
    ...setUps,
    settling,
  },
});
