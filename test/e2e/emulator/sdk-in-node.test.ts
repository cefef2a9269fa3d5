import { describe } from 'vitest';
import { nimInNode } from '../support/nim-node.ts';
import { sdkScenarios } from './sdk-scenarios.ts';

for (const mode of ['binary', 'json'] as const) {
  describe.concurrent(`nim-web-sdk-ng in Node, ${mode} link`, () => sdkScenarios({ mode, host: nimInNode }));
}
