// The adapter on the unmodified NEMeetingKit 4.8.6 that the vendor's electron package brings: all but its rooms, which
// need media.
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { webCore } from '../../emulator-http/web-core-package.ts';
import { type LocalBrowser, openLocalBrowser, openLocalPage } from '../../support/chromium.ts';
import { openWorld, people, type World } from '../neroom/world.ts';
import type { KitPage } from './kit-page.ts';

const { alice, bob } = people;
const require = createRequire(import.meta.url);
let browser: LocalBrowser;
let world: World;
let page: Page;

async function bundled(contents: string): Promise<string> {
  const stdin = { contents, resolveDir: import.meta.dirname };
  const conditions = ['@partyline/source'];
  const result = await build({ stdin, bundle: true, write: false, format: 'iife', conditions });
  return result.outputFiles[0]?.text ?? '';
}
const call = (method: Exclude<keyof KitPage, 'told'>, ...args: unknown[]): Promise<unknown> =>
  page.evaluate(
    ([name, parameters]) => {
      const { page } = globalThis as unknown as { page: Record<string, (...args: unknown[]) => unknown> };
      return page[name]?.(...parameters);
    },
    [method, args] as const,
  );
const until = (word: string) =>
  page.waitForFunction(
    (wanted) => (globalThis as unknown as { page: { told: string[] } }).page.told.includes(wanted),
    word,
    { timeout: 60_000, polling: 20 },
  );

beforeAll(async () => {
  await webCore();
  browser = await openLocalBrowser();
}, 180_000);
afterAll(() => browser?.close());
beforeEach(async () => {
  world = await openWorld();
  page = await openLocalPage(browser, []);
  await page.evaluate(() => {
    // What the vendor's page has, and draws into.
    document.body.innerHTML = '<div id="root"></div><div id="ne-web-meeting"></div>';
    location.hash = '#/';
  });
  const program = await bundled(
    "import { offerMessenger } from './electron-kit.ts'; import { KitPage } from './kit-page.ts';" +
      'offerMessenger(); globalThis.page = new KitPage();',
  );
  await page.addScriptTag({ content: program });
  for (const path of [require.resolve('nim-web-sdk-ng'), require.resolve('@yxim/nim-web-sdk'), await webCore()]) {
    await page.addScriptTag({ path });
  }
});
afterEach(async () => {
  await page.context().close();
  await world.close();
});

describe.each(['v2', 'legacy'] as const)('the host’s IM is of the %s SDK', (sdk) => {
  const wire = { v2: 'alice 26_3', legacy: 'alice 2_3' }[sdk];
  const login = () => call('login', alice.userUuid, alice.userToken, 'reused');

  test('one IM login on the wire serves both, each refusal has its reason, logout leaves the IM online', async () => {
    await call('open', world.emulator.url, sdk);
    expect(await call('initialize', 'required')).toBe('done');
    expect(await login()).toEqual({ kind: 'imNotLoggedIn', vendor: undefined });
    await call('imLogin', 'alice', alice.imToken);
    expect(await call('login', bob.userUuid, bob.userToken, 'reused')).toEqual({
      kind: 'accountMismatch',
      vendor: 100005,
    });
    expect(await login()).toEqual({ accid: 'alice' });
    expect(await call('logout')).toBe('done');
    expect(await call('status')).toEqual({ phase: 'ready' });
    expect(await call('imAccount')).toBe('alice');
    expect(await login()).toEqual({ accid: 'alice' });
    expect(await call('close')).toBe('done');
    expect(world.imLogins()).toEqual([wire]);
  });

  test('a kick ends the meeting; the kit is set up anew and works again', async () => {
    await call('open', world.emulator.url, sdk);
    await call('initialize', 'required');
    await call('imLogin', 'alice', alice.imToken);
    expect(await login()).toEqual({ accid: 'alice' });
    world.emulator.kick({ appKey: 'partyline', accid: 'alice' });
    await until('signedOut kicked');
    await call('imLogin', 'alice', alice.imToken);
    expect(await login()).toEqual({ accid: 'alice' });
    expect(world.imLogins()).toEqual([wire, wire]);
  });
});

test('in mode owned the kit logs the IM in as the account bound to the member, and out again', async () => {
  await call('open', world.emulator.url, 'v2');
  await call('initialize', 'off');
  expect(await call('login', alice.userUuid, 'guess', 'owned')).toEqual({ kind: 'badCredentials', vendor: 402 });
  expect(await call('login', alice.userUuid, alice.userToken, 'owned')).toEqual({ accid: 'alice' });
  expect(world.imLogins()).toEqual(['alice 2_3']);
  expect(await call('logout')).toBe('done');
  await expect.poll(() => world.emulator.exportState().connections, { timeout: 60_000 }).toBe(0);
});

test('in mode owned a kick of the kit’s own IM ends the meeting, and a login right away is a real one', async () => {
  await call('open', world.emulator.url, 'v2');
  await call('initialize', 'off');
  expect(await call('login', alice.userUuid, alice.userToken, 'owned')).toEqual({ accid: 'alice' });
  await call('loginOnceSignedOut', alice.userUuid, alice.userToken, 'owned');
  world.emulator.kick({ appKey: 'partyline', accid: 'alice' });
  expect(await call('loggedInAgain')).toEqual({ accid: 'alice' });
  expect(world.imLogins()).toEqual(['alice 2_3', 'alice 2_3']);
});
