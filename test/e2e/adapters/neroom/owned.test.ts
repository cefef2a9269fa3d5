import { expect, test } from 'vitest';
import { kitCall } from '../../emulator-http/signed-client.ts';
import { freshPages, OK } from './harness.ts';
import { people } from './world.ts';

const { alice, bob } = people;
const at = freshPages();

async function setUp(reuse: 'off' | 'auto' | 'required'): Promise<void> {
  await at.page.call('open', { url: at.world.emulator.url });
  expect(await at.page.call('initialize', reuse)).toEqual(OK);
}
const owned = () => at.page.call('login', alice.userUuid, alice.userToken, 'owned');
const online = (): number => at.world.emulator.exportState().connections;

test('in mode owned the kit logs the IM in as the account bound to the member, and out again', async () => {
  await setUp('off');
  expect(await owned()).toEqual({ ok: true, value: { accid: 'alice' } });
  expect(at.world.imLogins()).toEqual(['alice 2_3']);
  expect(await at.page.call('logout')).toEqual(OK);
  await expect.poll(online, { timeout: 60_000 }).toBe(0);
  expect(await owned()).toEqual({ ok: true, value: { accid: 'alice' } });
  expect(await at.page.call('close')).toEqual(OK);
  await expect.poll(online, { timeout: 60_000 }).toBe(0);
});

test('a kick of the kit’s own IM login ends the meeting, and the next login works', async () => {
  await setUp('off');
  await owned();
  at.world.emulator.kick({ appKey: 'partyline', accid: 'alice' });
  await at.page.until('signedOut kicked');
  expect(await at.page.call('status')).toEqual({ phase: 'ready' });
  expect(await owned()).toEqual({ ok: true, value: { accid: 'alice' } });
});

test('a drop of the kit’s own line heals without a word', async () => {
  await setUp('off');
  await owned();
  at.world.emulator.line({ appKey: 'partyline', accid: 'alice', action: 'drop' });
  await expect.poll(() => at.world.imLogins().length, { timeout: 60_000 }).toBe(2);
  expect(await at.page.call('status')).toMatchObject({ phase: 'loggedIn', userUuid: alice.userUuid });
  expect(await at.page.told()).toEqual([]);
});

test('an IM account that is refused behind the meeting account leaves nothing, and the next login is a real one', async () => {
  await setUp('off');
  at.world.emulator.addFault({ on: { service: 'link', command: 'login' }, effect: { code: 422 }, times: 1 });
  expect(await owned()).toMatchObject({ ok: false, kind: 'accountDisabled' });
  expect(await at.page.call('status')).toEqual({ phase: 'ready' });
  expect(await owned()).toEqual({ ok: true, value: { accid: 'alice' } });
  expect(at.world.imLogins()).toEqual(['alice 2_3']);
});

test('a login that is given up while the server thinks never logs the kit’s IM in', async () => {
  await setUp('off');
  const held = await at.page.hold('/scene/apps/partyline/v1/login');
  const login = owned();
  await held.arrived;
  await at.page.call('abort', 'login');
  expect(await login).toMatchObject({ kind: 'aborted' });
  expect(await at.page.call('login', bob.userUuid, bob.userToken, 'owned')).toEqual({
    ok: true,
    value: { accid: 'bob' },
  });
  held.release();
  await held.answered;
  expect(await at.page.call('status')).toMatchObject({ userUuid: bob.userUuid });
  expect(at.world.imLogins()).toEqual(['bob 2_3']);
});

test('a guest logs in under an account of its own, and is gone with its room', async () => {
  await setUp('off');
  const host = { user: bob.userUuid, token: bob.userToken };
  const room = '/scene/apps/partyline/v2/rooms/standup';
  await kitCall(at.world.emulator, `PUT ${room}`, host, {});
  await kitCall(at.world.emulator, `POST ${room}/entry`, host, { role: 'host' });
  const joined = await at.page.call('joinAnonymously', 'standup');
  expect(joined).toMatchObject({ ok: true, value: { meetingNum: 'standup', accid: expect.stringMatching(/^guest-/) } });
  expect(await at.page.call('status')).toEqual({ phase: 'loggedIn', anonymous: true, meetingNum: 'standup' });
  expect(await at.page.call('leave')).toEqual(OK);
  expect(await at.page.call('status')).toEqual({ phase: 'ready' });

  await at.page.call('joinAnonymously', 'standup');
  await kitCall(at.world.emulator, `DELETE ${room}`, host);
  await at.page.until('roomLeft CLOSE_BY_MEMBER');
  expect(await at.page.call('status')).toEqual({ phase: 'ready' });
  await expect.poll(online, { timeout: 60_000 }).toBe(0);
});

test('under auto: whoever is logged in at the IM is ridden on, and guests are told why not; else the kit owns it', async () => {
  await setUp('auto');
  expect(await at.page.call('joinAnonymously', 'nowhere')).toMatchObject({ kind: 'meetingNotFound' });
  expect(await owned()).toEqual({ ok: true, value: { accid: 'alice' } });
  await at.page.call('logout');
  await at.page.call('imLogin', 'alice', alice.imToken);
  expect(await at.page.call('login', alice.userUuid, alice.userToken, 'reused')).toEqual({
    ok: true,
    value: { accid: 'alice' },
  });
  await at.page.call('logout');
  expect(await at.page.call('joinAnonymously', 'standup')).toMatchObject({ kind: 'anonymousUnderReuse', code: 112001 });
  expect(at.world.imLogins().map((login) => login.replace(/guest-\d+/, 'guest'))).toEqual([
    'guest 2_3',
    'alice 2_3',
    'alice 26_3',
  ]);
});

test('under reuse a guest is refused before the kit or the server is asked', async () => {
  await setUp('required');
  expect(await at.page.call('joinAnonymously', 'standup')).toMatchObject({ kind: 'anonymousUnderReuse', code: 112001 });
  expect(at.world.kitCalls()).toEqual(['GET /scene/apps/partyline/v1/skuEnv']);
});
