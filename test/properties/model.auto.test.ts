import { test } from 'vitest';
import { modelRuns, runs } from './model.ts';

test(`policy auto: ${runs} random runs keep every invariant`, () => modelRuns('auto'));
