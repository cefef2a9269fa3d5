import { modelTest } from './model.ts';

modelTest('auto');
