import { randomTest } from './random.ts';

randomTest('v2', 140);
