// Every story as a person sees it: one click, told to its end, and ending with the code that does it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlaygroundWorld, playgroundWorld, stateOf } from '../support/playground.ts';

const endings = {
  conflict: 'uninitialized',
  reuse: 'imLoggedIn',
  notLoggedIn: 'meetingLoggedIn',
  mismatch: 'meetingLoggedIn',
  guest: 'meetingLoggedIn',
  kicked: 'meetingLoggedIn',
  expired: 'meetingLoggedIn',
  twoTabs: 'meetingLoggedIn',
  hostLeaves: 'imReady',
} as const;

/** What must be seen in the diagram for the story to be true, in this order. */
const seen: { readonly [S in keyof typeof endings]: readonly string[] } = {
  conflict: ['login alice', 'login ann', 'kicked otherClient', 'login alice', 'signedOut kicked'],
  reuse: ['initialize', 'login alice', 'boundAccid ann', 'login ann', 'join 100', 'logoutMeeting ✓'],
  notLoggedIn: ['loginMeeting ann', 'refused loginMeeting', '100004 imNotLoggedIn', 'signIn ✓'],
  mismatch: ['loginMeeting ben', 'boundAccid ben', 'refused loginMeeting', '100005 accountMismatch', 'loginMeeting ✓'],
  guest: ['joinAnonymously 100', 'refused joinAnonymously', '112001 anonymousUnderReuse', 'joinMeeting ✓'],
  kicked: ['kick server', 'kicked server', 'failed', 'recover ✓', 'signIn ✓', 'joinMeeting ✓'],
  expired: [
    'token expires',
    'credentialsExpired',
    'failed',
    'recover ✓',
    '1026 credentialsExpired',
    'new token ann',
    'loginMeeting ✓',
  ],
  twoTabs: ['signIn ✓', 'alice elsewhere', 'kicked otherClient', 'failed', 'recover ✓', 'signIn ✓'],
  hostLeaves: ['login alice', 'initialize ✓', 'joinMeeting ✓', 'signOut ✓', 'joinMeeting ✓', 'logout', 'meetingLost'],
};

describe('the stories', () => {
  let world: PlaygroundWorld;
  beforeAll(async () => {
    world = await playgroundWorld();
  });
  afterAll(() => world.close());

  test('are these nine', async () => {
    const { page, context } = await world.open();
    const ids = await page
      .locator('[data-story]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-story')));
    expect(ids).toEqual(Object.keys(endings));
    await context.close();
  });

  test.each(Object.keys(endings) as (keyof typeof endings)[])('%s', async (id) => {
    const { page, context, troubles } = await world.open();
    await page.click(`[data-story="${id}"]`);
    await page.waitForSelector('.teller[data-over]', { timeout: 60_000 });
    expect(await stateOf(page)).toBe(endings[id]);

    const rows = await page.locator('.row .label').allInnerTexts();
    let from = 0;
    for (const text of seen[id]) {
      const at = rows.indexOf(text, from);
      expect(at, `"${text}" after row ${from} in ${rows.join(' | ')}`).toBeGreaterThanOrEqual(0);
      from = at + 1;
    }

    const code = (await page.locator('.teller pre').textContent()) ?? '';
    const lines = code.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeGreaterThanOrEqual(6);
    expect(lines.length).toBeLessThanOrEqual(11);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('are paced for a reader, can be paused, gone through by hand and ended', async () => {
    const { page, context } = await world.open({ pace: 'brisk' });
    await page.click('[data-story="reuse"]');
    await page.getByRole('button', { name: 'Pause' }).click();
    const says = page.locator('.teller-says');
    const first = await says.textContent();
    await page.locator('[data-session-state]:text-is("imReady")').waitFor({ timeout: 60_000 });
    expect(await says.textContent()).toBe(first);
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.waitForFunction((old) => document.querySelector('.teller-says')?.textContent !== old, first);
    await page.getByRole('button', { name: 'End the story' }).click();
    await page.locator('.teller').waitFor({ state: 'detached' });
    await context.close();
  });

  test('asked for in one breath, the latest is told, and no other', async () => {
    const { page, context } = await world.open();
    // Faster than any finger; as fast as one that is followed by the other while the first run is being set up.
    await page.evaluate(() => {
      for (const id of ['kicked', 'mismatch']) document.querySelector<HTMLElement>(`[data-story="${id}"]`)?.click();
    });
    await page.waitForSelector('.teller[data-over]', { timeout: 60_000 });
    expect(await page.locator('.teller h2').allTextContents()).toEqual(['100005']);
    expect((await page.locator('.row .label').allTextContents()).join()).not.toMatch(/signIn|kick/);
    await context.close();
  });

  test('come into view where they are told, on a phone as well', async () => {
    const { page, context } = await world.open({ width: 390, height: 844 });
    await page.click('[data-story="reuse"]');
    await page.waitForSelector('.teller[data-over]', { timeout: 60_000 });
    const { top, bottom } = await page.locator('.teller-head').evaluate((head) => head.getBoundingClientRect());
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(844);
    await context.close();
  });

  test('are told in Chinese, step for step as in English', async () => {
    const { page, context } = await world.open({ lang: 'zh' });
    await page.click('[data-story="reuse"]');
    await page.waitForSelector('.teller[data-over]', { timeout: 60_000 });
    expect(await page.locator('.teller-says').textContent()).toMatch(/[\u4e00-\u9fff]/);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    await context.close();
  });
});
