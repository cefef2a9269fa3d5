// The page itself breaks: what the person did is not lost.
import { readFile } from 'node:fs/promises';
import { readTrace } from '@partyline/adapters/trace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlaygroundWorld, playgroundWorld, press, waitForState } from '../support/playground.ts';

describe('a page that breaks', () => {
  let world: PlaygroundWorld;
  beforeAll(async () => {
    world = await playgroundWorld();
  });
  afterAll(() => world.close());

  test('says so, keeps the run to be exported, and starts afresh', async () => {
    const { page, context } = await world.open();
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    // Something that the page draws with is not what it was.
    await page.evaluate(() => {
      String.prototype.matchAll = () => {
        throw new Error('broken for a test');
      };
    });
    await press(page, 'signOut');
    await page.locator('.broken').waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ]);
    const trace = readTrace(await readFile(await download.path(), 'utf8'));
    expect(trace.entries.some((entry) => entry.type === 'settled' && entry.command === 'signIn')).toBe(true);
    await page.getByRole('button', { name: 'Reload' }).click();
    await press(page, 'initialize');
    await waitForState(page, 'imReady');
    await context.close();
  });
});
