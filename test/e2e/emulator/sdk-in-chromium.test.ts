import { afterAll, beforeAll, describe } from 'vitest';
import { type LocalBrowser, openLocalBrowser } from '../support/chromium.ts';
import { nimInChromium } from '../support/nim-chromium.ts';
import { sdkScenarios } from './sdk-scenarios.ts';

let browser: LocalBrowser;
beforeAll(async () => {
  browser = await openLocalBrowser();
});
afterAll(() => browser?.close());

for (const mode of ['binary', 'json'] as const) {
  describe.concurrent(`nim-web-sdk-ng in Chromium, ${mode} link`, () =>
    sdkScenarios({ mode, host: () => nimInChromium(browser) }));
}
