// Pictures of the main views, for people to look at: reports/playground/*.png.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRoot } from '../../cli/harness.ts';
import { type Look, type PlaygroundWorld, playgroundWorld, press, waitForState } from '../support/playground.ts';

const folder = inRoot('reports/playground');

const meeting = async (page: Page) => {
  await press(page, 'signIn');
  await waitForState(page, 'meetingLoggedIn');
  await press(page, 'joinMeeting');
  await page.locator('.row .label', { hasText: 'joinMeeting ✓' }).waitFor();
};

const views: readonly (readonly [string, Look, (page: Page) => Promise<unknown>])[] = [
  ['beginning-light', {}, async () => {}],
  ['meeting-light', { width: 1600, height: 1000 }, meeting],
  ['meeting-dark', { theme: 'dark', width: 1600, height: 1000 }, meeting],
  [
    'whole-chart-light',
    { width: 1600, height: 1100 },
    async (page) => {
      await meeting(page);
      await page.getByRole('radio', { name: 'Whole chart' }).check({ force: true });
    },
  ],
  [
    'story-zh-dark',
    { theme: 'dark', lang: 'zh' },
    async (page) => {
      await page.click('[data-story="kicked"]');
      await page.waitForSelector('.teller[data-over]', { timeout: 60_000 });
    },
  ],
  [
    'past-light',
    {},
    async (page) => {
      await meeting(page);
      await page.locator('.row[data-kind="state"]', { hasText: 'imLoggedIn' }).locator('button').click();
    },
  ],
  ['phone-light', { width: 390, height: 844 }, meeting],
];

describe('screenshots', () => {
  let world: PlaygroundWorld;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    world = await playgroundWorld();
  });
  afterAll(() => world.close());

  test.each(views)('%s', async (name, look, prepare) => {
    const { page, context, troubles } = await world.open(look);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await prepare(page);
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    expect(statSync(path).size).toBeGreaterThan(10_000);
    expect(troubles).toEqual([]);
    await context.close();
  });
});
