// Two tabs of one person: an IM account has one login, the newest wins, and nobody fights back.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlaygroundWorld, playgroundWorld, press, waitForState } from '../support/playground.ts';

/** How often the session was kicked, by what the diagram shows. */
const kicks = (page: Page) => page.locator('.row[data-kind="event"] .label', { hasText: 'kicked' }).count();

describe('two tabs', () => {
  let world: PlaygroundWorld;
  beforeAll(async () => {
    world = await playgroundWorld();
  });
  afterAll(() => world.close());

  test('the second login throws the first one out, which is offered its way back', async () => {
    const { page: first, context, tab, troubles } = await world.open();
    const second = await tab();
    await press(first, 'signIn');
    await waitForState(first, 'meetingLoggedIn');
    await second.locator('[data-who="server"]', { hasText: 'in another tab: alice' }).waitFor();
    expect(await first.title()).toBe('alice · meetingLoggedIn – Partyline playground');

    await press(second, 'signIn');
    await waitForState(second, 'meetingLoggedIn');
    await waitForState(first, 'failed');
    const back = first.locator('[data-way-back]').getByRole('button', { name: 'Use it here' });
    await back.waitFor();

    // No ping-pong: each of them has been thrown out as often as somebody asked for it.
    expect([await kicks(first), await kicks(second)]).toEqual([1, 0]);
    await back.click();
    await waitForState(first, 'meetingLoggedIn');
    await waitForState(second, 'failed');
    expect([await kicks(first), await kicks(second)]).toEqual([1, 1]);
    await second.locator('[data-way-back]').getByRole('button', { name: 'Leave it there' }).click();
    await second.locator('[data-way-back]').waitFor({ state: 'detached' });
    await press(first, 'joinMeeting');
    await first.locator('.row .label', { hasText: 'joinMeeting ✓' }).waitFor();
    expect([await kicks(first), await kicks(second)]).toEqual([1, 1]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('different accounts leave each other alone', async () => {
    const { page: first, context, tab } = await world.open();
    const second = await tab();
    await press(first, 'signIn');
    await waitForState(first, 'meetingLoggedIn');
    await second.getByLabel('IM account', { exact: true }).selectOption('bob');
    await second.getByLabel('Meeting account', { exact: true }).selectOption('ben');
    await press(second, 'signIn');
    await waitForState(second, 'meetingLoggedIn');
    await first.locator('[data-who="server"]', { hasText: 'in another tab: bob' }).waitFor();
    expect([await kicks(first), await kicks(second)]).toEqual([0, 0]);
    await second.close();
    await first.locator('[data-who="server"]', { hasText: 'in another tab' }).waitFor({ state: 'detached' });
    await context.close();
  });

  test('a tab that only reconnects does not throw the other out', async () => {
    const { page: first, context, tab } = await world.open();
    const second = await tab();
    await press(first, 'signIn');
    await waitForState(first, 'meetingLoggedIn');
    await first.click('[data-fault="dropLine"]');
    await press(second, 'signIn');
    await waitForState(second, 'meetingLoggedIn');
    await first.locator('[data-who="server"]', { hasText: 'in another tab: alice' }).waitFor();
    await first.click('[data-fault="healLine"]');
    await waitForState(first, 'failed');
    expect([await kicks(first), await kicks(second)]).toEqual([1, 0]);
    await context.close();
  });

  test('a story keeps to its own tab', async () => {
    const { page: first, context, tab } = await world.open();
    const second = await tab();
    await press(first, 'signIn');
    await waitForState(first, 'meetingLoggedIn');
    await second.click('[data-story="kicked"]');
    await second.waitForSelector('.teller[data-over]', { timeout: 60_000 });
    expect(await kicks(first)).toBe(0);
    await waitForState(first, 'meetingLoggedIn');
    await context.close();
  });
});
