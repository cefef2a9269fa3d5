// What comes over the wire before the page can be used, and that nothing else is needed afterwards.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlaygroundWorld, playgroundWorld, press, waitForState } from '../support/playground.ts';

describe('the first load', () => {
  let world: PlaygroundWorld;
  beforeAll(async () => {
    world = await playgroundWorld();
  });
  afterAll(() => world.close());

  test('takes at most 300 kB gzipped, and none of it is a vendor’s', async () => {
    const { page, context, troubles } = await world.open();
    const urls = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const files = [world.url, ...urls.filter((url) => url.startsWith(world.url) && !url.includes('__emulator'))];
    let size = 0;
    for (const url of new Set(files)) {
      const text = Buffer.from(await (await fetch(url)).arrayBuffer());
      expect(text.toString(), url).not.toContain('V2NIMLoginServiceImpl');
      size += gzipSync(text).length;
    }
    console.log(`first load: ${size} bytes gzipped in ${new Set(files).size} files`);
    expect(size).toBeLessThanOrEqual(300_000);
    expect(urls.some((url) => url.includes('/vendor/'))).toBe(false);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('is all there is: with the network cut off everything works on', async () => {
    const { page, context } = await world.open();
    await context.setOffline(true);
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    await page.click('[data-story="kicked"]');
    await page.waitForSelector('.teller[data-over]', { timeout: 60_000 });
    await page.getByLabel('Language').selectOption('zh');
    await page.getByLabel('主题').selectOption('dark');
    await page.locator('.time-bar input[type="range"]').fill('5');
    await page.locator('.notice.past').waitFor();
    await context.close();
  });

  test('what is stored by somebody else does not keep it from starting', async () => {
    const { page, context, troubles } = await world.open();
    await page.evaluate(() => localStorage.setItem('partyline-playground', '{broken'));
    await page.reload();
    await press(page, 'initialize');
    await waitForState(page, 'imReady');
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('what is chosen is kept, whatever the address asked for before', async () => {
    const { page, context } = await world.open({ lang: 'en', pace: 'instant' });
    await page.getByLabel('Language').selectOption('zh');
    await page.getByRole('radio', { name: '1.6' }).check({ force: true });
    await page.reload();
    await page.waitForSelector('.chart-picture');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    expect(await page.getByRole('radio', { name: '1.6' }).isChecked()).toBe(true);
    await context.close();
  });

  test('remembers what was chosen', async () => {
    const { page, context } = await world.open();
    await page.getByLabel('Language').selectOption('zh');
    await page.goto(world.url);
    await page.waitForSelector('.chart-picture');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    await context.close();
  });
});
