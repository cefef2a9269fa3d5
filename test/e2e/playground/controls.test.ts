// The control panel against the session itself: the same acts are done here and in the page, and both must agree.
import { type CommandAct, FakeRun } from '@partyline/adapters/trace';
import type { CommandName, Session } from '@partyline/core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlaygroundWorld, playgroundWorld, press, waitForState } from '../support/playground.ts';

const setting = {
  appKey: 'partyline',
  reuse: 'required' as const,
  directory: true,
  timeouts: { command: 8_000, step: 2_000 },
  imAccounts: ['alice', 'bob'],
  meetingAccounts: [
    { userUuid: 'ann', accid: 'alice' },
    { userUuid: 'ben', accid: 'bob' },
  ],
  rooms: ['100', '200'],
};

/** The commands that a session has: its methods that answer promises, `until` apart, which only watches. */
function commandsOf(session: Session): string[] {
  const others = ['getSnapshot', 'subscribe', 'on', 'until', 'can', 'snapshot', 'actor'];
  return Object.keys(session).filter((name) => !others.includes(name));
}

const acts: Readonly<Record<CommandName, CommandAct>> = {
  initialize: { do: 'initialize' },
  signIn: { do: 'signIn', im: { accid: 'alice' }, userUuid: 'ann' },
  loginIm: { do: 'loginIm', accid: 'alice' },
  loginMeeting: { do: 'loginMeeting', userUuid: 'ann' },
  joinMeeting: { do: 'joinMeeting', meetingNum: '100', displayName: 'ann' },
  joinAnonymously: { do: 'joinAnonymously', meetingNum: '100', displayName: 'guest' },
  leaveMeeting: { do: 'leaveMeeting' },
  logoutMeeting: { do: 'logoutMeeting' },
  logoutIm: { do: 'logoutIm' },
  signOut: { do: 'signOut' },
  recover: { do: 'recover' },
  dispose: { do: 'dispose' },
};

/** What each button says: the reason for which the command would be refused, or nothing. */
async function refusals(page: Page): Promise<Record<string, string>> {
  const found = await page.locator('[data-command]').evaluateAll((buttons) =>
    buttons.map((button) => {
      const why = document.getElementById(button.getAttribute('aria-describedby') ?? '');
      const refused = button.getAttribute('aria-disabled') === 'true';
      return [button.getAttribute('data-command') ?? '', refused ? (why?.textContent ?? '?') : ''];
    }),
  );
  return Object.fromEntries(found);
}

function expected(run: FakeRun): Record<string, string> {
  const pairs = Object.entries(acts).map(([name, act]) => {
    const permission = run.can(act);
    if (permission.ok) return [name, ''];
    const { code, kind } = permission.error;
    return [name, code === undefined ? kind : `${code} ${kind}`];
  });
  return Object.fromEntries(pairs);
}

describe('the control panel', () => {
  let world: PlaygroundWorld;
  beforeAll(async () => {
    world = await playgroundWorld();
  });
  afterAll(() => world.close());

  test('has exactly the commands of a session', async () => {
    const { page, context } = await world.open();
    const run = new FakeRun(setting);
    const buttons = await page
      .locator('[data-command]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-command')));
    expect([...buttons].sort()).toEqual(commandsOf(run.session).sort());
    await run.close();
    await context.close();
  });

  test('greys out what would be refused, with the reason that can() gives', async () => {
    const { page, context, troubles } = await world.open();
    const run = new FakeRun(setting);
    const agree = async () => expect(await refusals(page)).toEqual(expected(run));
    const both = async (command: CommandName, state: string) => {
      await press(page, command);
      await run.perform(acts[command]);
      expect(run.session.snapshot.state).toBe(state);
      await waitForState(page, state);
      await page.waitForFunction(() => document.querySelector('.waiting') === null);
      await agree();
    };
    await agree();
    await both('initialize', 'imReady');
    await both('loginIm', 'imLoggedIn');
    await both('loginMeeting', 'meetingLoggedIn');
    await both('joinMeeting', 'meetingLoggedIn');
    await page.click('[data-fault="kick"] >> nth=1');
    await run.perform({ do: 'kick', accid: 'alice', reason: 'server' });
    await waitForState(page, 'failed');
    await agree();
    await both('recover', 'imReady');
    await both('signIn', 'meetingLoggedIn');
    await both('signOut', 'imReady');
    await both('dispose', 'uninitialized');
    expect(troubles).toEqual([]);
    await run.close();
    await context.close();
  });

  test('explains a refusal where it is, and asks anyway when told to', async () => {
    const { page, context } = await world.open();
    await press(page, 'initialize');
    await waitForState(page, 'imReady');
    // Greyed out is not switched off: who presses it is told why.
    await page.click('[data-command="loginMeeting"]', { force: true });
    await page.getByRole('button', { name: 'Ask anyway' }).click();
    await page.locator('.row .label', { hasText: '100004 imNotLoggedIn' }).first().waitFor();
    expect(await page.locator('.meaning').textContent()).toContain('100004');
    expect(await page.locator('.row[data-kind="call"]', { hasText: 'login ann' }).count()).toBe(0);
    await context.close();
  });

  test('says that nothing has happened yet, for as long as nothing has', async () => {
    const { page, context } = await world.open();
    await page.getByText('Nothing has happened yet').waitFor();
    await press(page, 'initialize');
    await page.getByText('Nothing has happened yet').waitFor({ state: 'detached' });
    await context.close();
  });

  test('leads on from a session that was disposed of', async () => {
    const { page, context } = await world.open();
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    await press(page, 'dispose');
    await page.locator('[data-notice="disposed"]').getByRole('button', { name: 'Start over' }).click();
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    expect(await page.locator('[data-notice="disposed"]').count()).toBe(0);
    await context.close();
  });

  test('says where the session is, on a screen that has no room for the chart beside it', async () => {
    const { page, context } = await world.open({ width: 390, height: 844 });
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    const where = page.locator('.commands .where');
    expect([await where.textContent(), await where.isVisible()]).toEqual(['meetingLoggedIn', true]);
    await context.close();
  });

  test('shows work in flight: the command, the port call, the state; and lets the caller go', async () => {
    const { page, context } = await world.open({ pace: 'slow' });
    await press(page, 'signIn');
    await page.locator('[data-command="signIn"][data-busy]').waitFor();
    await page.locator('.state.inner[data-working]').first().waitFor();
    await page.getByRole('button', { name: 'Stop waiting' }).click();
    await page.locator('.row .label', { hasText: 'aborted' }).first().waitFor({ timeout: 60_000 });
    await context.close();
  });

  test('picks accounts, tokens and rooms', async () => {
    const { page, context } = await world.open();
    await press(page, 'initialize');
    await waitForState(page, 'imReady');
    await page.getByLabel('Token (IM)').selectOption('wrong');
    await press(page, 'loginIm');
    await page.locator('.row .label', { hasText: '102302 badCredentials' }).first().waitFor();
    await page.getByLabel('Token (IM)').selectOption('right');
    await page.getByLabel('IM account', { exact: true }).selectOption('bob');
    await page.getByLabel('Meeting account', { exact: true }).selectOption('ben');
    await page.locator('.accounts').getByLabel('Room', { exact: true }).selectOption('404');
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    await press(page, 'joinMeeting');
    await page.locator('.row .label', { hasText: '3104 meetingNotFound' }).first().waitFor();
    await context.close();
  });

  test('the reuse policy begins a session of its own', async () => {
    const { page, context } = await world.open();
    await page.getByRole('radio', { name: 'off' }).check({ force: true });
    await press(page, 'initialize');
    await waitForState(page, 'imReady');
    expect((await refusals(page)).loginIm).toBe('imNotManaged');
    await press(page, 'loginMeeting');
    await waitForState(page, 'meetingLoggedIn');
    expect(await page.locator('[data-who="session"]').textContent()).toContain('owned');
    await context.close();
  });

  const faults: readonly (readonly [name: string, pick: string, state: string, said: string])[] = [
    ['a kick by another client', '[data-fault="kick"] >> nth=0', 'failed', 'kicked otherClient'],
    ['a kick by the server', '[data-fault="kick"] >> nth=1', 'failed', 'kicked server'],
    ['a kick by another device', '[data-fault="kick"] >> nth=2', 'failed', 'kicked kickedByClient'],
    ['a quiet kick', '[data-fault="kick"] >> nth=3', 'failed', 'kicked quiet'],
    ['a login on a phone', '[data-fault="loginElsewhere"]', 'failed', 'kicked otherClient'],
    ['a dropped line', '[data-fault="dropLine"]', 'meetingLoggedIn', 'lineDown'],
    ['an expired token', '[data-fault="expireMeetingToken"]', 'failed', 'credentialsExpired'],
    ['an ended meeting login', '[data-fault="endMeetingLogin"]', 'failed', 'signedOut server'],
    ['the host that logs out', '[data-fault="hostLogout"]', 'imReady', 'meetingLost'],
  ];
  test.each(faults)('breaks it: %s', async (_name, pick, state, said) => {
    const { page, context, troubles } = await world.open();
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    await page.click(pick);
    await page.locator('.row .label', { hasText: said }).first().waitFor();
    await waitForState(page, state);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test.each([
    ['never', 'timeout'],
    ['late', 'timeout'],
    ['network', 'network'],
    ['throws', 'adapter'],
  ])('breaks the next call: %s ends in %s', async (effect, kind) => {
    const { page, context } = await world.open();
    await page.getByLabel('What goes wrong').selectOption(effect);
    await page.locator('[data-fault="fault"]').click();
    await press(page, 'signIn');
    const skip = page.getByRole('button', { name: 'Skip the wait' });
    const ended = page.locator(`.row[data-kind="answer"] .label:text-is("${kind}")`).first();
    // Time can be skipped as long as something is unanswered.
    for (let tries = 0; tries < 50 && !(await ended.isVisible()); tries++) {
      if (await skip.isVisible()) await skip.click().catch(() => {});
      await page.waitForTimeout(100);
    }
    await ended.waitFor();
    await context.close();
  });

  test('answers twice without anybody being harmed', async () => {
    const { page, context, troubles } = await world.open();
    await page.getByLabel('What goes wrong').selectOption('twice');
    await page.locator('[data-fault="fault"]').click();
    await press(page, 'signIn');
    await waitForState(page, 'meetingLoggedIn');
    expect(troubles).toEqual([]);
    await context.close();
  });
});
