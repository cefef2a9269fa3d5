import { say } from '../say.ts';
import { vocabulary } from '../vocabulary.ts';
import { ends, go, over } from './edges.ts';
import { settling, setUps } from './steps.ts';

/** Nothing was set up. What a port reports meanwhile is not heard: the end of the set-up reads it. */
export const uninitialized = vocabulary.createStateConfig({
  id: 'uninitialized',
  description: say`Nothing is set up, and nothing is said about who is logged in.`,
  initial: 'idle',
  states: {
    idle: {
      description: say`Nothing is in flight.`,
      always: [
        over('imReady', say`Both ports are up, nobody is logged in.`),
        over('imLoggedIn', say`Both ports are up, and the host is logged in.`),
        go('initializingIm', say`The IM SDK comes first.`),
        go('initializingMeeting', say`Then the kit; with the switch off it brings its own IM.`),
        go('closingMeeting', say`A set-up was given up half-way, or dispose() was called.`),
        go('closingIm', say`The kit is closed; the IM SDK is next.`),
        go('settling', say`A call that was given up is still out.`),
        ...ends,
      ],
    },
    ...setUps,
    settling,
  },
});
