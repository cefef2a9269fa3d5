import { describe, expect, test } from 'vitest';
import { freshPages, OK, sdks } from './harness.ts';
import { people } from './world.ts';

const { alice } = people;
const ridesOnAlice = { ok: true, value: { accid: 'alice' } };
const at = freshPages();
const app = { appKey: 'partyline', accid: 'alice' };

describe.each(['v2', 'legacy'] as const)('the host’s IM is of the %s SDK', (sdk) => {
  const meetingLogin = () => at.page.call('login', alice.userUuid, alice.userToken);
  async function loggedIn(): Promise<void> {
    await at.page.call('open', { url: at.world.emulator.url, sdk });
    await at.page.call('initialize', 'required');
    expect(await at.page.call('imLogin', 'alice', alice.imToken)).toEqual(OK);
    expect(await meetingLogin()).toEqual(ridesOnAlice);
  }

  test('a kick ends the meeting, told after the IM; the kit is set up anew and works again', async () => {
    await loggedIn();
    at.world.emulator.kick(app);
    await at.page.until('signedOut kicked');
    expect(await at.page.call('status')).toEqual({ phase: 'ready' });
    const told = await at.page.told();
    expect(told.indexOf('im out')).toBeLessThan(told.indexOf('signedOut kicked'));
    expect(told.filter((word) => word.startsWith('signedOut'))).toEqual(['signedOut kicked']);

    expect(await meetingLogin()).toMatchObject({ kind: 'imNotLoggedIn', code: 100004 });
    expect(await at.page.call('imLogin', 'alice', alice.imToken)).toEqual(OK);
    expect(await meetingLogin()).toEqual(ridesOnAlice);
    expect(await at.page.call('imAccount')).toBe('alice');
    expect(at.world.imLogins()).toEqual([`alice ${sdks[sdk]}`, `alice ${sdks[sdk]}`]);
  });

  test('a drop that heals is no loss: the meeting stays, and control messages flow again', async () => {
    await loggedIn();
    await at.page.call('createRoom', 'standup');
    await at.page.call('join', 'standup');
    at.world.emulator.line({ ...app, action: 'drop' });
    await at.page.until('im waiting');
    expect(await at.page.call('status')).toMatchObject({ phase: 'loggedIn', meetingNum: 'standup' });
    await at.page.untilCount('im in', 2);
    expect(await at.page.call('kitIsLoggedIn')).toBe(true);
    expect(await at.page.call('control', 'standup', 55)).toEqual(OK);
    expect((await at.page.told()).filter((word) => /signedOut|roomLeft|Expired/.test(word))).toEqual([]);
  });

  test('while the line is down a meeting login is a matter of the network, not of who is logged in', async () => {
    await loggedIn();
    await at.page.call('logout');
    at.world.emulator.addFault({ on: { service: 'link', command: 'connect' }, effect: { close: true } });
    at.world.emulator.line({ ...app, action: 'drop' });
    await at.page.until('im waiting');
    expect(await meetingLogin()).toMatchObject({ kind: 'network', vendor: 100004 });
    at.world.emulator.clearFaults();
    await at.page.untilCount('im in', 2);
    expect(await meetingLogin()).toEqual(ridesOnAlice);
  });

  test('credentials refused on reconnect end the meeting', async () => {
    await loggedIn();
    at.world.emulator.changeToken({ ...app, token: 'another' });
    at.world.emulator.line({ ...app, action: 'drop' });
    await at.page.until('signedOut imCredentialsRefused');
    expect(await at.page.call('status')).toEqual({ phase: 'ready' });
    expect(await at.page.call('imLogin', 'alice', 'another')).toEqual(OK);
    expect(await meetingLogin()).toEqual(ridesOnAlice);
  });

  test('the host logs its IM out directly: the meeting that rode on it is over', async () => {
    await loggedIn();
    expect(await at.page.call('imLogout')).toEqual(OK);
    await at.page.until('signedOut imLoggedOut');
    expect(await at.page.call('status')).toEqual({ phase: 'ready' });
    expect(await at.page.call('imLogin', 'bob', people.bob.imToken)).toEqual(OK);
    expect(await meetingLogin()).toMatchObject({ kind: 'accountMismatch', code: 100005 });
    expect(await at.page.call('login', people.bob.userUuid, people.bob.userToken)).toEqual({
      ok: true,
      value: { accid: 'bob' },
    });
  });

  test('a kick while the meeting logs in rejects as not logged in, and leaves nothing behind', async () => {
    await at.page.call('open', { url: at.world.emulator.url, sdk });
    await at.page.call('initialize', 'required');
    await at.page.call('imLogin', 'alice', alice.imToken);
    const held = await at.page.hold('/scene/apps/partyline/v1/login');
    const login = meetingLogin();
    await held.arrived;
    at.world.emulator.kick(app);
    await at.page.until('im out');
    held.release();
    expect(await login).toMatchObject({ kind: 'imNotLoggedIn', code: 100004 });
    expect(await at.page.call('status')).toEqual({ phase: 'ready' });
  });
});

test('the kit’s own logout, done behind our back, is told', async () => {
  await at.page.call('open', { url: at.world.emulator.url });
  await at.page.call('initialize', 'required');
  await at.page.call('imLogin', 'alice', alice.imToken);
  await at.page.call('login', alice.userUuid, alice.userToken);
  await at.page.call('kitLogout');
  await at.page.until('signedOut loggedOut');
  expect(await at.page.call('status')).toEqual({ phase: 'ready' });
  expect(await at.page.call('imAccount')).toBe('alice');
});

test('a meeting token that stops being good ends the meeting at the next call, and not the IM', async () => {
  await at.page.call('open', { url: at.world.emulator.url });
  await at.page.call('initialize', 'required');
  await at.page.call('imLogin', 'alice', alice.imToken);
  await at.page.call('login', alice.userUuid, alice.userToken);
  at.world.emulator.changeToken({ appKey: 'partyline', userUuid: alice.userUuid, userToken: 'another' });
  expect(await at.page.call('join', 'standup')).toMatchObject({ kind: 'credentialsExpired', vendor: 402 });
  await at.page.until('credentialsExpired');
  expect(await at.page.call('status')).toEqual({ phase: 'ready' });
  expect(await at.page.call('imAccount')).toBe('alice');
});
