import { dynamicToken, type Emulator, type EmulatorEvent, startEmulator } from '@partyline/emulator';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type LocalBrowser, openLocalBrowser } from '../support/chromium.ts';
import { kitCall } from './signed-client.ts';
import { type HostPage, openHostPage } from './web-core-browser.ts';
import { webCore } from './web-core-package.ts';

let local: LocalBrowser;
let emulator: Emulator;
let page: HostPage;
let events: EmulatorEvent[];

beforeAll(async () => {
  await webCore();
  local = await openLocalBrowser();
}, 180_000);
afterAll(() => local?.close());

beforeEach(async () => {
  emulator = await startEmulator();
  events = [];
  emulator.onEvent((event) => events.push(event));
  for (const name of ['alice', 'bob']) {
    emulator.addImAccount({ appKey: 'partyline', accid: name, token: `${name}-im` });
    emulator.addMeetingAccount({ appKey: 'partyline', userUuid: name, userToken: `${name}-mt`, accid: name });
  }
  page = await openHostPage(local);
});
afterEach(async () => {
  expect(page.strayed).toEqual([]);
  for (const token of ['alice-im', 'alice-mt', 'bob-im', 'bob-mt']) expect(JSON.stringify(events)).not.toContain(token);
  await page.close();
  await emulator.close();
});

/** The IM logins the link accepted, as `accid command`: 26_3 is the current SDK's, 2_3 the legacy one's inside the kit. */
const imLogins = (): string[] =>
  events.flatMap((event) =>
    event.type === 'frame' && event.direction === 'out' && event.name === 'login' && event.code === 200
      ? [`${event.accid} ${event.command}`]
      : [],
  );
const kitCalls = (): string[] =>
  events.flatMap((event) =>
    event.type === 'http' && event.service === 'kit' ? [`${event.method} ${event.path}`] : [],
  );
const kicks = (): (readonly [string | undefined, unknown])[] =>
  events.flatMap((event) =>
    event.type === 'frame' && event.name === 'kicked' ? [[event.accid, event.body[1]] as const] : [],
  );

async function hostLogsIn(): Promise<void> {
  await page.call('openIm', emulator.url);
  expect(await page.call('imLogin', 'alice', 'alice-im')).toEqual({ code: null });
}

test('without reuse, the kit’s login kicks the host’s: the problem this project is about', async () => {
  await hostLogsIn();
  expect(await page.call('openKit', emulator.url, 'none')).toEqual({ code: 0 });
  expect(await page.call('meetingLogin', 'alice', 'alice-mt')).toEqual({ code: 0 });
  await page.until('im kicked 1');

  expect(imLogins()).toEqual(['alice 26_3', 'alice 2_3']);
  expect(kicks()).toEqual([['alice', 1]]);
  expect(kitCalls()).toEqual(['GET /scene/apps/partyline/v1/skuEnv', 'POST /scene/apps/partyline/v1/login']);
  expect(await page.call('imStatus')).toBe(0);
  expect(await page.call('isLoggedIn')).toBe(true);
  expect(emulator.exportState().connections).toBe(1);
});

test('with the policy of two clients, both stay', async () => {
  emulator.setApp({ appKey: 'partyline', appSecret: 'partyline-secret', policy: { max: 2 } });
  await hostLogsIn();
  await page.call('openKit', emulator.url, 'none');
  expect(await page.call('meetingLogin', 'alice', 'alice-mt')).toEqual({ code: 0 });
  expect(imLogins()).toEqual(['alice 26_3', 'alice 2_3']);
  expect(kicks()).toEqual([]);
  expect(await page.call('imStatus')).toBe(1);
});

test('without reuse and bound to another IM account, both stay', async () => {
  await hostLogsIn();
  await page.call('openKit', emulator.url, 'none');
  expect(await page.call('meetingLogin', 'bob', 'bob-mt')).toEqual({ code: 0 });
  expect(imLogins()).toEqual(['alice 26_3', 'bob 2_3']);
  expect(await page.call('imStatus')).toBe(1);
  expect(emulator.exportState().connections).toBe(2);
});

test('with the bridge, one login on the wire serves both, and meeting logout leaves the IM alone', async () => {
  await hostLogsIn();
  expect(await page.call('openKit', emulator.url, 'bridge')).toEqual({ code: 0 });
  expect(await page.call('meetingLogin', 'alice', 'alice-mt')).toEqual({ code: 0 });
  expect(await page.call('meetingLogout')).toEqual({ code: 0 });
  expect(await page.call('meetingLogin', 'alice', 'alice-mt')).toEqual({ code: 0 });

  expect(imLogins()).toEqual(['alice 26_3']);
  expect(kicks()).toEqual([]);
  expect(await page.call('imStatus')).toBe(1);
  expect(emulator.exportState().connections).toBe(1);
});

test('a meeting’s control channel runs over the shared line: calls go out by it, and notices come in', async () => {
  await hostLogsIn();
  await page.call('openKit', emulator.url, 'bridge');
  await page.call('meetingLogin', 'alice', 'alice-mt');
  expect(await page.call('joinRoom', 'standup')).toEqual(['alice', 'host']);

  const bob = { user: 'bob', token: 'bob-mt' };
  const room = '/scene/apps/partyline/v2/rooms/standup';
  await kitCall(emulator, `POST ${room}/entry`, bob, { role: 'member' });
  await page.until('joined bob');
  await kitCall(emulator, `DELETE ${room}/members/bob`, bob);
  await page.until('left bob');
  expect(await page.call('control', 'standup', 55)).toEqual({ code: null });
  expect(await page.call('endRoom')).toEqual({ code: 0 });
  await page.until('ended CLOSE_BY_MEMBER');

  expect(imLogins()).toEqual(['alice 26_3']);
  const proxied = events.flatMap((event) => (event.type === 'frame' && event.command.startsWith('22_') ? [event] : []));
  expect(proxied.map(({ accid, line }) => [accid, line])).toEqual(proxied.map(() => ['alice', proxied[0]?.line]));
  expect(new Set(proxied.map(({ command }) => command))).toEqual(new Set(['22_1', '22_2']));
});

test('without reuse the room’s notices reach the kit over its own line', async () => {
  await page.call('openKit', emulator.url, 'none');
  await page.call('meetingLogin', 'alice', 'alice-mt');
  expect(await page.call('joinRoom', 'standup')).toEqual(['alice', 'host']);
  await kitCall(
    emulator,
    'POST /scene/apps/partyline/v2/rooms/standup/entry',
    { user: 'bob', token: 'bob-mt' },
    {
      role: 'member',
    },
  );
  await page.until('joined bob');
  expect(imLogins()).toEqual(['alice 2_3']);
});

test('the current SDK’s own object is not an IM the web core can reuse, nor is one that is not logged in', async () => {
  await hostLogsIn();
  await page.call('openKit', emulator.url, 'raw');
  expect(await page.call('meetingLogin', 'alice', 'alice-mt')).toEqual({ rejected: 100005 });
  await page.call('openKit', emulator.url, 'bridge');
  expect(await page.call('meetingLogin', 'bob', 'bob-mt')).toEqual({ rejected: 100005 });
  expect(imLogins()).toEqual(['alice 26_3']);
});

test('after a kick a reusing kit is of no use until it is released and initialised again', async () => {
  await hostLogsIn();
  await page.call('openKit', emulator.url, 'bridge');
  await page.call('meetingLogin', 'alice', 'alice-mt');
  emulator.kick({ appKey: 'partyline', accid: 'alice' });
  await page.until('im kicked 2');
  await page.until('auth 0');
  expect(await page.call('isLoggedIn')).toBe(false);

  expect(await page.call('imLogin', 'alice', 'alice-im')).toEqual({ code: null });
  expect(await page.call('meetingLogin', 'alice', 'alice-mt')).toEqual({ rejected: 'nim is null' });
  expect(await page.call('releaseKit')).toBe(0);
  await page.call('openKit', emulator.url, 'bridge', false);
  expect(await page.call('meetingLogin', 'alice', 'alice-mt')).toEqual({ code: 0 });
  expect(await page.call('imStatus')).toBe(1);
});

test('the server’s refusals reach the app as the vendor’s codes', async () => {
  await hostLogsIn();
  await page.call('openKit', emulator.url, 'bridge');
  expect(await page.call('meetingLogin', 'alice', 'guess')).toEqual({ rejected: 402 });
  expect(await page.call('meetingLogin', 'nobody', 'x')).toEqual({ rejected: 402 });
  emulator.addFault({ on: { service: 'kit', account: 'alice' }, effect: { code: 600420 }, times: 1 });
  expect(await page.call('meetingLogin', 'alice', 'alice-mt')).toEqual({ rejected: 600420 });
  expect(await page.call('meetingLogin', 'alice', 'alice-mt')).toEqual({ code: 0 });
});

test('a dynamic token is checked on login and on renewal', async () => {
  const token = (curTime: number): string =>
    dynamicToken({ appKey: 'partyline', appSecret: 'partyline-secret', accid: 'alice', curTime, ttl: 60 });
  await hostLogsIn();
  await page.call('openKit', emulator.url, 'bridge');
  const now = Date.now();
  expect(await page.call('meetingLoginByDynamicToken', 'alice', token(now - 3_600_000))).toEqual({ rejected: 1026 });
  expect(await page.call('meetingLoginByDynamicToken', 'alice', 'guess')).toEqual({ rejected: 1027 });
  expect(await page.call('meetingLoginByDynamicToken', 'alice', token(now))).toEqual({ code: 0 });
  expect(await page.call('renewToken', token(now + 1000))).toEqual({ code: 0 });
  expect(await page.call('renewToken', token(now - 3_600_000))).toEqual({ rejected: 1026 });
  expect(await page.told()).toEqual(['auth 1026', 'auth 5', 'auth 1027', 'auth 1026']);
  expect(imLogins()).toEqual(['alice 26_3']);
});

test('without reuse the web core cannot log in by dynamic token: it has no IM token to go on with', async () => {
  const token = dynamicToken({
    appKey: 'partyline',
    appSecret: 'partyline-secret',
    accid: 'alice',
    curTime: Date.now(),
    ttl: 60,
  });
  await page.call('openKit', emulator.url, 'none');
  expect(await page.call('meetingLoginByDynamicToken', 'alice', token)).toEqual({ rejected: 'not login' });
  expect(kitCalls()).toContain('POST /scene/apps/partyline/v1/login');
  expect(imLogins()).toEqual([]);
});

test('a guest logs in with what the anonymous login answers, under an IM account of its own', async () => {
  const guest = await kitCall(emulator, 'POST /scene/apps/partyline/v1/anonymous/login');
  const { userUuid = '', userToken = '' } = guest.body.data as Record<string, string>;
  await page.call('openKit', emulator.url, 'none');
  expect(await page.call('meetingLogin', userUuid, userToken)).toEqual({ code: 0 });
  expect(imLogins()).toEqual([`${userUuid} 2_3`]);
});
