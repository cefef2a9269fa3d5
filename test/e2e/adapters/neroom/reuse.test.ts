import { describe, expect, test } from 'vitest';
import { kitCall } from '../../emulator-http/signed-client.ts';
import { freshPages, OK, sdks } from './harness.ts';
import { people } from './world.ts';

const { alice, bob } = people;
const ridesOnAlice = { ok: true, value: { accid: 'alice' } };
const at = freshPages();

describe.each(['v2', 'legacy'] as const)('the host’s IM is of the %s SDK', (sdk) => {
  async function setUp(): Promise<void> {
    expect(await at.page.call('open', { url: at.world.emulator.url, sdk })).toEqual(OK);
    expect(await at.page.call('initialize', 'required')).toEqual(OK);
    expect(await at.page.call('imLogin', 'alice', alice.imToken)).toEqual(OK);
  }
  const meetingLogin = () => at.page.call('login', alice.userUuid, alice.userToken);

  test('one IM login on the wire serves both, and meeting logout leaves the IM online', async () => {
    await setUp();
    expect(await meetingLogin()).toEqual(ridesOnAlice);
    expect(await at.page.call('status')).toEqual({ phase: 'loggedIn', userUuid: alice.userUuid, anonymous: false });
    expect(await at.page.call('logout')).toEqual(OK);
    expect(await at.page.call('logout')).toEqual(OK);
    expect(await at.page.call('status')).toEqual({ phase: 'ready' });
    expect(await at.page.call('imAccount')).toBe('alice');
    expect(await meetingLogin()).toEqual(ridesOnAlice);
    expect(await at.page.call('close')).toEqual(OK);
    expect(await at.page.call('status')).toEqual({ phase: 'uninitialized' });

    expect(at.world.imLogins()).toEqual([`alice ${sdks[sdk]}`]);
    expect(at.world.emulator.exportState().connections).toBe(1);
    expect(await at.page.call('imAccount')).toBe('alice');
    expect(await at.page.told()).toEqual(expect.not.arrayContaining([expect.stringMatching(/signedOut|roomLeft/)]));
  });

  test('a control message travels over the shared line, both ways', async () => {
    await setUp();
    await meetingLogin();
    expect(await at.page.call('createRoom', 'standup')).toBe(0);
    expect(await at.page.call('join', 'standup')).toEqual({ ok: true, value: { meetingNum: 'standup' } });
    expect(await at.page.call('control', 'standup', 55)).toEqual(OK);
    expect(await at.page.call('status')).toMatchObject({ meetingNum: 'standup' });

    const host = { user: bob.userUuid, token: bob.userToken };
    const room = '/scene/apps/partyline/v2/rooms/standup';
    await kitCall(at.world.emulator, `POST ${room}/entry`, host, { role: 'host' });
    await kitCall(at.world.emulator, `DELETE ${room}`, host);
    await at.page.until('roomLeft CLOSE_BY_MEMBER');
    expect(await at.page.call('status')).toEqual({ phase: 'loggedIn', userUuid: alice.userUuid, anonymous: false });

    expect(at.world.imLogins()).toEqual([`alice ${sdks[sdk]}`]);
    const proxied = at.world.events.flatMap((event) =>
      event.type === 'frame' && event.command.startsWith('22_') ? [`${event.accid} ${event.command}`] : [],
    );
    expect(new Set(proxied)).toEqual(new Set(['alice 22_1', 'alice 22_2']));
  });

  test('an IM login in another spelling is the same one, though the kit compares letter by letter', async () => {
    await at.page.call('open', { url: at.world.emulator.url, sdk });
    await at.page.call('initialize', 'required');
    expect(await at.page.call('imLogin', 'Alice', alice.imToken)).toEqual(OK);
    expect(await meetingLogin()).toMatchObject({ ok: true });
    expect(at.world.imLogins()).toEqual([`alice ${sdks[sdk]}`]);
  });

  test('100004 and 100005 each for its own reason, with the vendor’s code kept', async () => {
    await at.page.call('open', { url: at.world.emulator.url, sdk });
    await at.page.call('initialize', 'required');
    expect(await meetingLogin()).toMatchObject({ ok: false, kind: 'imNotLoggedIn', code: 100004 });
    expect(at.world.kitCalls().filter((call) => call.includes('login'))).toEqual([]);
    await at.page.call('imLogin', 'alice', alice.imToken);
    expect(await at.page.call('login', bob.userUuid, bob.userToken)).toMatchObject({
      ok: false,
      kind: 'accountMismatch',
      code: 100005,
      vendor: 100005,
    });
    expect(await at.page.call('status')).toEqual({ phase: 'ready' });
    expect(await at.page.call('login', alice.userUuid, 'guess')).toMatchObject({ kind: 'badCredentials', vendor: 402 });
    expect(await meetingLogin()).toEqual(ridesOnAlice);
    expect(at.world.imLogins()).toEqual([`alice ${sdks[sdk]}`]);
  });
});
