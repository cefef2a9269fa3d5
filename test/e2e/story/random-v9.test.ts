import { randomTest } from './random.ts';

randomTest('v9', 80);
