// Keyboard and screen reader: axe on every main view, and the page worked without a mouse.
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Look,
  type PlaygroundWorld,
  playgroundWorld,
  press,
  stateOf,
  waitForState,
} from '../support/playground.ts';

const axe = createRequire(import.meta.url).resolve('axe-core');

/** What axe finds to be wrong, seriously or worse. The script goes in as the person's own, past the page's policy. */
async function violations(page: Page): Promise<string[]> {
  const { readFileSync } = await import('node:fs');
  await page.evaluate(readFileSync(axe, 'utf8'));
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`));
}

describe('accessibility', () => {
  let world: PlaygroundWorld;
  beforeAll(async () => {
    world = await playgroundWorld();
  });
  afterAll(() => world.close());

  const views: readonly (readonly [string, Look, (page: Page) => Promise<unknown>])[] = [
    ['at the beginning, light', {}, async () => {}],
    ['at the beginning, dark, in Chinese', { theme: 'dark', lang: 'zh' }, async () => {}],
    [
      'in a meeting, dark',
      { theme: 'dark' },
      async (page) => {
        await press(page, 'signIn');
        await waitForState(page, 'meetingLoggedIn');
      },
    ],
    [
      'failed, light, with a refusal open and the ways on',
      {},
      async (page) => {
        await press(page, 'signIn');
        await waitForState(page, 'meetingLoggedIn');
        await page.click('[data-fault="loginElsewhere"]');
        await waitForState(page, 'failed');
        await page.click('[data-command="joinMeeting"]', { force: true });
        await page.click('.ways-on summary');
      },
    ],
    [
      'at the end of a story, light',
      {},
      async (page) => {
        await page.click('[data-story="mismatch"]');
        await page.waitForSelector('.teller[data-over]', { timeout: 60_000 });
      },
    ],
    [
      'in the past, on a phone, dark',
      { theme: 'dark', width: 390, height: 844 },
      async (page) => {
        await press(page, 'signIn');
        await waitForState(page, 'meetingLoggedIn');
        await page.locator('.time-bar input[type="range"]').fill('8');
      },
    ],
  ];

  test.each(views)('nothing serious %s', async (_name, look, prepare) => {
    const { page, context } = await world.open(look);
    await prepare(page);
    // Colours are judged once they have arrived.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  test('the page never scrolls sideways, from a phone to a wide screen', async () => {
    for (const width of [360, 768, 1024, 1280, 1920]) {
      const { page, context } = await world.open({ width });
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider, `at ${width}`).toBeLessThanOrEqual(0);
      await context.close();
    }
  });

  test('everything is worked with the keyboard alone', async () => {
    const { page, context, troubles } = await world.open();
    const focused = () => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? '');
    const tabTo = async (selector: string) => {
      for (let step = 0; step < 200; step++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${selector} was not reached; the focus is on ${await focused()}`);
    };

    await page.keyboard.press('Tab');
    expect(await focused()).toContain('skip');
    await page.keyboard.press('Enter');

    await tabTo('[data-command="initialize"]');
    await page.keyboard.press('Enter');
    await waitForState(page, 'imReady');
    await tabTo('[data-command="signIn"]');
    await page.keyboard.press('Space');
    await waitForState(page, 'meetingLoggedIn');

    // What is greyed out is reached too, and told why.
    await tabTo('[data-command="leaveMeeting"]');
    await page.keyboard.press('Enter');
    await page.locator('.refusal').waitFor();

    await tabTo('[data-fault="dropLine"]');
    await page.keyboard.press('Enter');
    await page.locator('.row .label', { hasText: 'lineDown' }).first().waitFor();

    await tabTo('.time-bar input[type="range"]');
    await page.keyboard.press('Home');
    await page.locator('.notice.past').waitFor();
    for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    expect(await stateOf(page)).toBe('meetingLoggedIn');
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('what happens is announced', async () => {
    const { page, context } = await world.open();
    const status = page.locator('.where[role="status"]');
    expect(await status.textContent()).toContain('uninitialized');
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    expect(await status.textContent()).toContain('meetingLoggedIn');
    expect(await page.getByRole('img', { name: /Statechart of the session. It is in meetingLoggedIn/ }).count()).toBe(
      1,
    );
    await context.close();
  });
});
