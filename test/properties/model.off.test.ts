import { modelTest } from './model.ts';

modelTest('off');
