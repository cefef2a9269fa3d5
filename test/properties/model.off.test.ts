import { test } from 'vitest';
import { modelRuns, usual } from './model.ts';
import { times } from './seed.ts';

const { numRuns, seed } = times(usual);

test(`policy off: ${numRuns} random runs from seed ${seed} keep every invariant`, () => modelRuns('off'));
