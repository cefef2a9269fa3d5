import { test } from 'vitest';
import { modelRuns, runs } from './model.ts';

test(`policy off: ${runs} random runs keep every invariant`, () => modelRuns('off'));
