// The adapter on the vendor's unmodified web core and either generation of its IM SDK, in a page; nothing is skipped.
import { createRequire } from 'node:module';
import { meetingConformance } from '@partyline/conformance';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { webCore } from '../../emulator-http/web-core-package.ts';
import { type LocalBrowser, openLocalBrowser, openLocalPage } from '../../support/chromium.ts';
import { bundled } from '../support/conformance-browser.ts';
import { openMeetingCloud } from '../support/meeting-cloud.ts';
import type { ConformancePage } from './conformance-page.ts';

const require = createRequire(import.meta.url);

describe.each(['v2', 'legacy'] as const)('neroom in Chromium, beside the IM of %s', (host) => {
  const clouds: Awaited<ReturnType<typeof openMeetingCloud>>[] = [];
  let browser: LocalBrowser;
  let page: Page;

  beforeAll(async () => {
    browser = await openLocalBrowser();
    // The kit asks the vendor's statistics hosts whatever it is told; they are stopped at the door.
    page = await openLocalPage(browser, []);
    await page.exposeFunction('openCloud', async () => {
      const cloud = await openMeetingCloud();
      const { place, ...hooks } = cloud;
      return { id: clouds.push(cloud) - 1, place, hooks: Object.keys(hooks) };
    });
    await page.exposeFunction('askCloud', async (id: number, name: string, args: unknown[]) => {
      const hooks = clouds[id] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      return hooks[name]?.(...args);
    });
    for (const path of [require.resolve('nim-web-sdk-ng'), require.resolve('@yxim/nim-web-sdk')]) {
      await page.addScriptTag({ path });
    }
    await page.addScriptTag({ path: await webCore() });
    await page.addScriptTag({ content: await bundled(new URL('conformance-page.ts', import.meta.url)) });
  }, 180_000);
  afterAll(async () => {
    for (const cloud of clouds) await cloud.close();
    await browser?.close();
  });

  const { skipped } = meetingConformance({
    factory: () => {
      throw new Error('worlds are made in the page');
    },
    test: (name) =>
      test(name, async () => {
        const ask = ([host, name]: readonly ['v2' | 'legacy', string]) =>
          (globalThis as unknown as ConformancePage).checkSentence(host, name);
        expect(await page.evaluate(ask, [host, name] as const)).toBeUndefined();
      }),
  });
  test('no sentence is skipped', () => expect(skipped).toEqual([]));
});
