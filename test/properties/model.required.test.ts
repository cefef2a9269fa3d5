import { modelTest } from './model.ts';

modelTest('required');
