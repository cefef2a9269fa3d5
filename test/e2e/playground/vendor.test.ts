// The page on the vendor's own, unmodified SDKs: they talk to the emulator that serves the page, and to nobody else.
import { fetchWebCore, startPlayground } from '@partyline/playground';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLocalBrowser } from '../support/chromium.ts';
import { type PlaygroundWorld, playgroundWorld, press, stateOf, waitForState } from '../support/playground.ts';

const toVendor = (page: Page) => page.getByRole('radio', { name: 'Vendor SDKs' }).click({ force: true });
const onVendor = async (page: Page) => {
  await toVendor(page);
  await page.waitForSelector('[data-adapters="vendor"]', { timeout: 120_000 });
};
const row = (page: Page, text: string) => page.locator('.row .label', { hasText: text }).first();
const kicks = (page: Page) => page.locator('.row[data-kind="event"] .label', { hasText: 'kicked' }).count();

/** Requests for other hosts that were not stopped; what was stopped is counted by the caller. */
function watchStrays(context: BrowserContext, url: string): { readonly got: string[]; readonly stopped: string[] } {
  const strays = { got: [] as string[], stopped: [] as string[] };
  const isStray = (address: string) => !/^(blob|data):/.test(address) && new URL(address).host !== new URL(url).host;
  context.on('requestfailed', (request) => isStray(request.url()) && strays.stopped.push(request.url()));
  context.on('response', (response) => isStray(response.url()) && strays.got.push(response.url()));
  return strays;
}

describe('on the vendor’s SDKs', () => {
  let world: PlaygroundWorld;
  beforeAll(async () => {
    await fetchWebCore();
    world = await playgroundWorld();
  });
  afterAll(() => world.close());

  test('the session signs in, joins, is kicked and comes back; the wire is there to be read', async () => {
    const { page, context } = await world.open();
    const strays = watchStrays(context, world.url);
    await onVendor(page);
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    expect(await page.locator('[data-who="session"]').textContent()).toContain('reused');
    await page.click('[data-fault="openRoom"]');
    await press(page, 'joinMeeting');
    await row(page, 'joinMeeting ✓').waitFor({ timeout: 60_000 });

    await page.click('[data-fault="kick"] >> nth=1');
    await waitForState(page, 'failed');
    await row(page, 'kicked server').waitFor();
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');

    await page.getByRole('radio', { name: 'On the wire' }).check({ force: true });
    const wire = (await page.locator('.wire li').allTextContents()).join('\n');
    expect(wire).toMatch(/login alice.*200/);
    expect(wire).toContain('POST /scene/apps/partyline/v1/login');
    expect(wire).not.toMatch(/(im-alice|meeting-ann)-\d/);
    expect(strays.got).toEqual([]);
    // The kit tries to reach its statistics whatever it is told; the page's policy keeps it from doing so.
    expect(strays.stopped.every((url) => /126\.net|netease|yunxin/.test(url))).toBe(true);
    await context.close();
  });

  test('a story that is begun while they are being loaded keeps the stage', async () => {
    const { page, context } = await world.open();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/vendor-stage*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('radio', { name: 'Vendor SDKs' }).check({ force: true });
    await page.click('[data-story="reuse"]');
    await page.waitForSelector('.teller[data-over]', { timeout: 60_000 });
    release();
    await page.waitForSelector('[data-adapters="fakes"]:not([data-loading])', { timeout: 60_000 });
    expect(await page.locator('.teller[data-over]').count()).toBe(1);
    await context.close();
  });

  test('a dropped line heals by itself, and the meeting stays', async () => {
    const { page, context } = await world.open();
    await onVendor(page);
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    await page.click('[data-fault="dropLine"]');
    await row(page, 'lineDown').waitFor({ timeout: 60_000 });
    await row(page, 'lineUp').waitFor({ timeout: 60_000 });
    expect(await stateOf(page)).toBe('meetingLoggedIn');
    await context.close();
  });

  test('a kit that nobody coordinates throws the chat out: the conflict, for real', async () => {
    const { page, context } = await world.open();
    await onVendor(page);
    await press(page, 'initialize');
    await waitForState(page, 'imReady');
    await press(page, 'loginIm');
    await waitForState(page, 'imLoggedIn');
    await page.click('[data-fault="kitAlone"]');
    await waitForState(page, 'failed');
    await row(page, 'kicked otherClient').waitFor();
    await context.close();
  });

  test('100005 and 112001 are the vendor’s, and the kit is not asked', async () => {
    const { page, context } = await world.open();
    await onVendor(page);
    await press(page, 'initialize');
    await waitForState(page, 'imReady');
    await press(page, 'loginIm');
    await waitForState(page, 'imLoggedIn');
    await page.getByLabel('Meeting account', { exact: true }).selectOption('ben');
    await press(page, 'loginMeeting');
    await row(page, '100005 accountMismatch').waitFor({ timeout: 60_000 });
    expect(await page.locator('#why-joinAnonymously').textContent()).toBe('112001 anonymousUnderReuse');
    await context.close();
  });

  test('two tabs throw each other out only when somebody asks for it', async () => {
    const { page: first, context, tab } = await world.open();
    const second = await tab();
    await onVendor(first);
    await onVendor(second);
    await press(first, 'signIn');
    await waitForState(first, 'meetingLoggedIn');
    await press(second, 'signIn');
    await waitForState(second, 'meetingLoggedIn');
    await waitForState(first, 'failed');
    await first.locator('[data-way-back]').getByRole('button', { name: 'Use it here' }).click();
    await waitForState(first, 'meetingLoggedIn');
    await waitForState(second, 'failed');
    expect([await kicks(first), await kicks(second)]).toEqual([1, 1]);
    await context.close();
  });

  test.each([
    [
      'are not installed',
      (page: Page) =>
        page.route('**/vendor/missing', (route) =>
          route.fulfill({ json: [{ name: 'nim.js', cure: 'npm install nim-web-sdk-ng' }] }),
        ),
      'npm install nim-web-sdk-ng',
    ],
    [
      'fail to load',
      (page: Page) => page.route('**/vendor/web-core.js', (route) => route.abort()),
      'window.NERoom is not there',
    ],
    [
      'are broken',
      (page: Page) =>
        page.route('**/vendor/nim.js', (route) =>
          route.fulfill({ body: 'throw new Error("broken")', contentType: 'text/javascript' }),
        ),
      'window.NIM is not there',
    ],
  ])('SDKs that %s are told, and the fakes go on', async (_what, spoil, said) => {
    const { page, context } = await world.open();
    await spoil(page);
    await press(page, 'initialize');
    await waitForState(page, 'imReady');
    await toVendor(page);
    await page.locator('[data-notice="sdkFailed"]', { hasText: said }).waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-adapters]').getAttribute('data-adapters')).toBe('fakes');
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    await context.close();
  });
});

describe('an emulator that goes away', () => {
  test('is told, and used again when it is back; the fakes never notice', async () => {
    await fetchWebCore();
    const first = await startPlayground({ port: 0 });
    const browser = await openLocalBrowser();
    const page = await (await browser.browser.newContext({ viewport: { width: 1440, height: 960 } })).newPage();
    await page.goto(`${first.url}/?lang=en&pace=instant`);
    await page.waitForSelector('.chart-picture');
    await onVendor(page);
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');

    await first.close();
    await page.locator('[data-notice="emulatorGone"]').waitFor({ timeout: 60_000 });
    await page.getByRole('radio', { name: 'Fakes' }).check({ force: true });
    await page.waitForSelector('[data-adapters="fakes"]', { timeout: 120_000 });
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    await toVendor(page);
    await page.locator('[data-notice="sdkFailed"]', { hasText: 'does not answer' }).waitFor({ timeout: 60_000 });
    expect(await stateOf(page)).toBe('meetingLoggedIn');

    const second = await startPlayground({ port: first.port });
    await onVendor(page);
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    await second.close();
    await page.locator('[data-notice="emulatorGone"]').waitFor({ timeout: 60_000 });
    const third = await startPlayground({ port: first.port });
    await page.locator('[data-notice="emulatorBack"]').waitFor({ timeout: 120_000 });
    await browser.close();
    await third.close();
  });
});
