import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kitCall } from '../../emulator-http/signed-client.ts';
import { webCore } from '../../emulator-http/web-core-package.ts';
import { type LocalBrowser, openLocalBrowser } from '../../support/chromium.ts';
import { type AppPage, openAppPage } from './port-browser.ts';
import { openWorld, people, type World } from './world.ts';

const { alice, bob } = people;
const OK = { ok: true };
const ridesOnAlice = { ok: true, value: { accid: 'alice' } };

let local: LocalBrowser;
let world: World;
let page: AppPage;

beforeAll(async () => {
  await webCore();
  local = await openLocalBrowser();
}, 180_000);
afterAll(() => local?.close());
beforeEach(async () => {
  world = await openWorld();
  page = await openAppPage(local);
});
afterEach(async () => {
  expect(page.uncaught).toEqual([]);
  await page.close();
  await world.close();
});

const command = { v2: '26_3', legacy: '2_3' } as const;

describe.each(['v2', 'legacy'] as const)('the host’s IM is of the %s SDK', (sdk) => {
  async function setUp(): Promise<void> {
    expect(await page.call('open', { url: world.emulator.url, sdk })).toEqual(OK);
    expect(await page.call('initialize', 'required')).toEqual(OK);
    expect(await page.call('imLogin', 'alice', alice.imToken)).toEqual(OK);
  }
  const meetingLogin = () => page.call('login', alice.userUuid, alice.userToken);

  test('one IM login on the wire serves both, and meeting logout leaves the IM online', async () => {
    await setUp();
    expect(await meetingLogin()).toEqual(ridesOnAlice);
    expect(await page.call('status')).toEqual({ phase: 'loggedIn', userUuid: alice.userUuid, anonymous: false });
    expect(await page.call('logout')).toEqual(OK);
    expect(await page.call('logout')).toEqual(OK);
    expect(await page.call('status')).toEqual({ phase: 'ready' });
    expect(await page.call('imAccount')).toBe('alice');
    expect(await meetingLogin()).toEqual(ridesOnAlice);
    expect(await page.call('close')).toEqual(OK);
    expect(await page.call('status')).toEqual({ phase: 'uninitialized' });

    expect(world.imLogins()).toEqual([`alice ${command[sdk]}`]);
    expect(world.emulator.exportState().connections).toBe(1);
    expect(await page.call('imAccount')).toBe('alice');
    expect(await page.told()).toEqual(expect.not.arrayContaining([expect.stringMatching(/signedOut|roomLeft/)]));
  });

  test('a control message travels over the shared line, both ways', async () => {
    await setUp();
    await meetingLogin();
    expect(await page.call('createRoom', 'standup')).toBe(0);
    expect(await page.call('join', 'standup')).toEqual({ ok: true, value: { meetingNum: 'standup' } });
    expect(await page.call('control', 'standup', 55)).toEqual(OK);
    expect(await page.call('status')).toMatchObject({ meetingNum: 'standup' });

    const host = { user: bob.userUuid, token: bob.userToken };
    const room = '/scene/apps/partyline/v2/rooms/standup';
    await kitCall(world.emulator, `POST ${room}/entry`, host, { role: 'host' });
    await kitCall(world.emulator, `DELETE ${room}`, host);
    await page.until('roomLeft CLOSE_BY_MEMBER');
    expect(await page.call('status')).toEqual({ phase: 'loggedIn', userUuid: alice.userUuid, anonymous: false });

    expect(world.imLogins()).toEqual([`alice ${command[sdk]}`]);
    const proxied = world.events.flatMap((event) =>
      event.type === 'frame' && event.command.startsWith('22_') ? [`${event.accid} ${event.command}`] : [],
    );
    expect(new Set(proxied)).toEqual(new Set(['alice 22_1', 'alice 22_2']));
  });

  test('100004 and 100005 each for its own reason, with the vendor’s code kept', async () => {
    await page.call('open', { url: world.emulator.url, sdk });
    await page.call('initialize', 'required');
    expect(await meetingLogin()).toMatchObject({ ok: false, kind: 'imNotLoggedIn', code: 100004 });
    expect(world.kitCalls().filter((call) => call.includes('login'))).toEqual([]);
    await page.call('imLogin', 'alice', alice.imToken);
    expect(await page.call('login', bob.userUuid, bob.userToken)).toMatchObject({
      ok: false,
      kind: 'accountMismatch',
      code: 100005,
      vendor: 100005,
    });
    expect(await page.call('status')).toEqual({ phase: 'ready' });
    expect(await page.call('login', alice.userUuid, 'guess')).toMatchObject({ kind: 'badCredentials', vendor: 402 });
    expect(await meetingLogin()).toEqual(ridesOnAlice);
    expect(world.imLogins()).toEqual([`alice ${command[sdk]}`]);
  });
});
