import { say } from '../say.ts';
import { vocabulary } from '../vocabulary.ts';
import { ends, go, over, reports, undoings } from './edges.ts';
import { endings, setUps } from './steps.ts';

/** Something was taken away. `failure.error` stays the first cause. */
export const failed = vocabulary.createStateConfig({
  id: 'failed',
  description: say`Set-up failed, or something the session had was taken away; recover() leads out.`,
  initial: 'idle',
  entry: 'announceFailure',
  on: reports,
  states: {
    idle: {
      description: say`Nothing is in flight.`,
      always: [
        over('imLoggedIn', say`Recovered; the IM login is still there.`),
        over('imReady', say`Recovered; nobody is logged in.`),
        go('closingMeeting', say`recover() begins with the kit.`),
        go('closingIm', say`The whole set-up is in doubt, and the login is not the host’s.`),
        go('initializingIm', say`The IM SDK comes up again.`),
        go('initializingMeeting', say`The kit comes up again.`),
        ...undoings,
        ...ends,
      ],
    },
    ...setUps,
    ...endings,
  },
});
