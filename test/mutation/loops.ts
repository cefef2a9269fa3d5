import { sessionMachine } from '@partyline/core';
import { beforeEach } from 'vitest';

// A mutant that goes round in circles is found out at once, instead of by a timeout that a busy machine may cause too.
// No chain of eventless transitions is longer than the steps of a teardown, and no test takes this many transitions.
const most = 10_000;
let taken = 0;

beforeEach(() => {
  taken = 0;
});

const transition = sessionMachine.transition.bind(sessionMachine);
Object.assign(sessionMachine, {
  options: { maxIterations: 100 },
  transition: (...args: Parameters<typeof transition>) => {
    if (++taken > most) throw new Error('round in circles');
    return transition(...args);
  },
});
