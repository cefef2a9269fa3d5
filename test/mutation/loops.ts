import { sessionMachine } from '@partyline/core';
import { boundMachine } from '../../core/src/binding.ts';

// A mutant that goes round in circles is found out at once, instead of by a timeout: no chain of eventless transitions
// is longer than the steps of a teardown.
for (const machine of [sessionMachine, boundMachine]) Object.assign(machine, { options: { maxIterations: 100 } });
