import { test } from 'vitest';
import { modelRuns, runs } from './model.ts';

test(`policy required: ${runs} random runs keep every invariant`, () => modelRuns('required'));
