// Back and forth through a run, forks of it, and runs in files.
import { readFile } from 'node:fs/promises';
import { exit } from '@partyline/cli';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli } from '../../cli/harness.ts';
import { type PlaygroundWorld, playgroundWorld, press, stateOf, waitForState } from '../support/playground.ts';

/** Opens a text as if it were a file that the person picked. */
const openFile = (page: Page, text: string) =>
  page.setInputFiles('input[type="file"]', {
    name: 'a.trace.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });

async function exported(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^partyline-.*\.trace\.json$/);
  return readFile(await download.path(), 'utf8');
}

const slider = (page: Page) => page.locator('.time-bar input[type="range"]');
const rows = (page: Page) => page.locator('.row .label').allInnerTexts();

describe('time travel', () => {
  let world: PlaygroundWorld;
  beforeAll(async () => {
    world = await playgroundWorld();
  });
  afterAll(() => world.close());

  const inMeeting = async () => {
    const opened = await world.open();
    const { page } = opened;
    await press(page, 'initialize');
    await waitForState(page, 'imReady');
    await press(page, 'loginIm');
    await waitForState(page, 'imLoggedIn');
    await press(page, 'loginMeeting');
    await waitForState(page, 'meetingLoggedIn');
    return opened;
  };

  test('goes back through every state that was, and forward to now', async () => {
    const { page, context, troubles } = await inMeeting();
    const last = Number(await slider(page).inputValue());
    const states: string[] = [];
    const lit: string[] = [];
    const add = (list: string[], name: string | null) => name !== null && name !== list.at(-1) && list.push(name);
    for (let at = last; at >= 0; at--) {
      await slider(page).fill(String(at));
      if ((await page.locator('[data-session-state]').count()) > 0) add(states, await stateOf(page));
      const top = page.locator('.state.top[data-active]');
      if ((await top.count()) > 0) add(lit, await top.getAttribute('data-top'));
    }
    const way = ['meetingLoggedIn', 'imLoggedIn', 'imReady', 'uninitialized'];
    expect([states, lit]).toEqual([way, way]);
    await page.locator('.time-bar').getByRole('button', { name: 'Live' }).click();
    expect(await stateOf(page)).toBe('meetingLoggedIn');
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('shows what was permitted then', async () => {
    const { page, context } = await inMeeting();
    await page.locator('.row[data-kind="state"]', { hasText: 'imReady' }).locator('button').click();
    await page.locator('[data-command="loginIm"][aria-disabled="false"]').waitFor();
    await page.locator('[data-command="loginMeeting"][aria-disabled="true"]').waitFor();
    expect(await page.locator('#why-loginMeeting').textContent()).toBe('100004 imNotLoggedIn');
    await context.close();
  });

  test('forks from any moment with another fault, and what came before stays', async () => {
    const { page, context, troubles } = await inMeeting();
    const before = await rows(page);
    await page.locator('.row[data-kind="state"]', { hasText: 'imLoggedIn' }).locator('button').click();
    await page.locator('[data-fault="kick"] >> nth=1').click();
    await waitForState(page, 'failed');
    await page.locator('[data-notice="forked"]').waitFor();
    const after = await rows(page);
    const fork = after.indexOf('kick server');
    expect(fork).toBeGreaterThan(3);
    expect(after.slice(0, fork)).toEqual(before.slice(0, fork));
    expect(after).not.toContain('loginMeeting ann');
    await press(page, 'recover');
    await waitForState(page, 'imReady');
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('a run goes out into a file and comes in again as it was', async () => {
    const { page, context, troubles, tab } = await inMeeting();
    const text = await exported(page);
    expect(text).not.toMatch(/(im|meeting)-(alice|ann)-\d/);
    const other = await tab();
    await openFile(other, text);
    await other.locator('[data-notice="imported"]').waitFor();
    expect(await stateOf(other)).toBe('meetingLoggedIn');
    expect(await rows(other)).toEqual(await rows(page));
    // It goes on from there.
    await press(other, 'signOut');
    await waitForState(other, 'imReady');
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('brings people of its own, and they are whom the controls are about', async () => {
    const { page, context, tab } = await inMeeting();
    const text = (await exported(page)).replaceAll('"alice"', '"carol"').replaceAll('"100"', '"7"');
    const other = await tab();
    await openFile(other, text);
    await other.locator('[data-notice="imported"]').waitFor();
    await press(other, 'signOut');
    await waitForState(other, 'imReady');
    expect(await other.locator('.fault-group legend').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('(carol)'), expect.stringMatching(/ 7$/)]),
    );
    await press(other, 'signIn');
    await waitForState(other, 'meetingLoggedIn');
    await press(other, 'joinMeeting');
    await other.locator('[data-who="session"]', { hasText: /carol.*ann.*room 7/ }).waitFor();
    await context.close();
  });

  test('the same file is played by the command line, and told apart when something is different', async () => {
    const { page, context } = await inMeeting();
    const text = await exported(page);
    const replay = (trace: string) => cli(['replay', '-'], { stdin: async () => trace });
    expect((await replay(text)).code).toBe(exit.ok);
    const other = JSON.parse(text);
    const call = other.entries.findIndex(({ type }: { type: string }) => type === 'call');
    other.entries[call].method = 'im.close';
    expect((await replay(JSON.stringify(other))).code).toBe(exit.failed);
    await openFile(page, JSON.stringify(other));
    await page.locator('[data-notice="differs"]').waitFor();
    await context.close();
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'not a trace'],
    ['a file of somebody else', '{"hello":"world"}'],
    ['a later version', '{"format":"partyline-trace","version":99}'],
    ['a broken trace', '{"format":"partyline-trace","version":1,"ranOn":"fakes","setting":{},"entries":[],"end":0}'],
    [
      'names that nobody has',
      JSON.stringify({
        format: 'partyline-trace',
        version: 1,
        ranOn: 'fakes',
        setting: {
          appKey: 'a',
          reuse: 'required',
          directory: true,
          timeouts: { command: 1, step: 1 },
          imAccounts: [],
          meetingAccounts: [{ userUuid: 'x', accid: 'nobody' }],
          rooms: [],
        },
        entries: [],
        end: 0,
      }),
    ],
  ])('%s is told to be unplayable, and the run goes on', async (_what, text) => {
    const { page, context, troubles } = await inMeeting();
    await openFile(page, text);
    await page.locator('[data-notice="badFile"]').waitFor();
    expect(await stateOf(page)).toBe('meetingLoggedIn');
    await press(page, 'logoutMeeting');
    await waitForState(page, 'imLoggedIn');
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('a run on the vendor’s SDKs can be looked through, and nothing else', async () => {
    const { page, context, troubles } = await inMeeting();
    const trace = { ...JSON.parse(await exported(page)), ranOn: 'vendor' };
    await openFile(page, JSON.stringify(trace));
    await page.locator('[data-notice="viewOnly"]').waitFor();
    expect(await stateOf(page)).toBe('meetingLoggedIn');
    expect(await page.locator('[data-command][aria-disabled="false"]').count()).toBe(0);
    await page.locator('.row[data-kind="state"]', { hasText: 'imReady' }).locator('button').click();
    expect(await stateOf(page)).toBe('imReady');
    await page.getByRole('button', { name: 'Start over' }).click();
    await waitForState(page, 'uninitialized');
    expect(troubles).toEqual([]);
    await context.close();
  });
});
