import { test } from 'vitest';
import { modelRuns, usual } from './model.ts';
import { times } from './seed.ts';

const { numRuns, seed } = times(usual);

test(`policy required: ${numRuns} random runs from seed ${seed} keep every invariant`, () => modelRuns('required'));
