// One app, its chat and its meeting, on one IM login: what reuse is for, and what is refused.
import { describe, expect, test } from 'vitest';
import { people } from '../adapters/neroom/world.ts';
import { kitCall } from '../emulator-http/signed-client.ts';
import { generations, im, meeting, signIn, stage, wire } from './stage.ts';

describe.each(generations)('on the IM SDK of generation %s', (generation) => {
  const at = stage(() => generation);
  const room = '/scene/apps/partyline/v2/rooms/standup';
  const holder = { user: people.bob.userUuid, token: people.bob.userToken };
  const login = () => at.cloud.kitCalls().filter((call) => call.includes('/login'));

  test('without reuse: the meeting logs the IM in by itself, and the chat of the same account is thrown out', async () => {
    await at.open({ reuse: 'off', chatApart: true });
    expect(await at.tab.call('hostLogin', 'alice', im.alice.token)).toBe('ok');
    expect(await at.tab.call('run', 'signIn', { meeting: meeting.alice })).toEqual({
      state: 'meetingLoggedIn',
      mode: 'owned',
    });
    await at.cloud.untilOnline('alice');
    expect(at.cloud.kicks()).toEqual(['alice 1']);
    expect(at.cloud.imLogins()).toEqual([`alice ${wire[generation]}`, `alice ${wire.v9}`]);
    expect(await at.tab.call('hostAccount')).toBeUndefined();
  });

  test('without reuse: a session that is told of the chat refuses what would throw it out', async () => {
    await at.open({ reuse: 'off' });
    expect(await at.tab.call('hostLogin', 'alice', im.alice.token)).toBe('ok');
    await at.tab.call('run', 'initialize');
    expect(await at.tab.call('run', 'loginMeeting', meeting.alice)).toMatchObject({ kind: 'imOccupied' });
    expect(login()).toEqual([]);
    expect(at.cloud.kicks()).toEqual([]);
    expect(await at.tab.call('now')).toMatchObject({ state: 'imLoggedIn', im: 'alice host online', chat: 'alice' });
  });

  test('without reuse: a chat that comes later throws the meeting out, and the session says so and recovers', async () => {
    await at.open({ reuse: 'off', chatApart: true });
    await at.tab.call('run', 'signIn', { meeting: meeting.alice });
    expect(await at.tab.call('hostLogin', 'alice', im.alice.token)).toBe('ok');
    expect(await at.tab.call('until', 'failed')).toMatchObject({ meeting: null, im: null, kit: 'out' });
    expect(at.cloud.kicks()).toEqual(['alice 1']);
    expect(await at.tab.call('run', 'recover')).toMatchObject({ state: 'imReady' });
    expect(at.cloud.online()).toEqual(['alice']);
  });

  test('with reuse: one IM login on the wire serves both, and the meeting’s logout leaves the chat online', async () => {
    await at.open();
    expect(await at.tab.call('run', 'signIn', signIn)).toEqual({ state: 'meetingLoggedIn', mode: 'reused' });
    expect(await at.tab.call('now')).toEqual({
      state: 'meetingLoggedIn',
      im: 'alice session online',
      meeting: 'alice-meets',
      mode: 'reused',
      room: null,
      failure: null,
      chat: 'alice',
      kit: 'in',
      port: 'loggedIn',
    });
    expect(at.cloud.imLogins()).toEqual([`alice ${wire[generation]}`]);
    expect(at.cloud.online()).toEqual(['alice']);
    expect(login()).toHaveLength(1);

    expect(await at.tab.call('run', 'logoutMeeting')).toMatchObject({ state: 'imLoggedIn' });
    expect(await at.tab.call('now')).toMatchObject({ meeting: null, kit: 'out', chat: 'alice', port: 'ready' });
    expect(await at.tab.call('run', 'loginMeeting', meeting.alice)).toMatchObject({ state: 'meetingLoggedIn' });
    expect(await at.tab.call('run', 'signOut')).toMatchObject({ state: 'imReady' });
    await at.cloud.untilOnline();
    expect(await at.tab.call('now')).toMatchObject({ im: null, meeting: null, kit: 'out', chat: 'out' });
    expect(at.cloud.imLogins()).toEqual([`alice ${wire[generation]}`]);
    expect(at.cloud.kicks()).toEqual([]);
    expect(await at.tab.heard()).toEqual([]);
  });

  test('with reuse: control messages travel over the shared line, both ways', async () => {
    await kitCall(at.cloud.emulator, `PUT ${room}`, holder, {});
    await kitCall(at.cloud.emulator, `POST ${room}/entry`, holder, { role: 'host' });
    await at.open();
    await at.tab.call('run', 'signIn', signIn);
    const request = { meetingNum: 'standup', displayName: 'Alice' };
    expect(await at.tab.call('run', 'joinMeeting', request)).toMatchObject({ state: 'meetingLoggedIn' });
    expect(await at.tab.call('now')).toMatchObject({ room: 'standup' });
    expect(await at.tab.call('control', 'standup', 55)).toBe('ok');
    await kitCall(at.cloud.emulator, `DELETE ${room}`, holder);
    await at.tab.call('untilHeard', 'roomLeft CLOSE_BY_MEMBER');
    expect(await at.tab.call('now')).toMatchObject({ state: 'meetingLoggedIn', room: null, kit: 'in' });

    const proxied = at.cloud.events.flatMap((event) =>
      event.type === 'frame' && event.command.startsWith('22_')
        ? [`line ${event.line} ${event.accid} ${event.command} ${event.direction}`]
        : [],
    );
    const [line] = at.cloud.events.flatMap((event) => (event.type === 'frame' ? [event.line] : []));
    expect([...new Set(proxied)].sort()).toEqual([
      `line ${line} alice 22_1 in`,
      `line ${line} alice 22_1 out`,
      `line ${line} alice 22_2 out`,
    ]);
    expect(at.cloud.imLogins()).toEqual([`alice ${wire[generation]}`]);
  });

  test('100004: the IM is not logged in, and the kit is not asked', async () => {
    await at.open({ directory: true });
    await at.tab.call('run', 'initialize');
    const before = at.cloud.kitCalls();
    const refused = await at.tab.call('run', 'loginMeeting', meeting.alice);
    expect(refused).toMatchObject({ kind: 'imNotLoggedIn', code: 100004 });
    expect(at.cloud.kitCalls()).toEqual(before);
    expect(at.cloud.imLogins()).toEqual([]);
    expect(await at.tab.heard()).toEqual(['refused imNotLoggedIn']);
    expect(await at.tab.call('now')).toMatchObject({ state: 'imReady', kit: 'out' });
  });

  test('100005: the meeting account is bound to somebody else, and the kit is not asked', async () => {
    await at.open({ directory: true });
    await at.tab.call('run', 'initialize');
    await at.tab.call('run', 'loginIm', im.alice);
    const before = at.cloud.kitCalls();
    const refused = await at.tab.call('run', 'loginMeeting', meeting.bob);
    expect(refused).toMatchObject({ kind: 'accountMismatch', code: 100005 });
    expect(at.cloud.kitCalls()).toEqual(before);
    expect(await at.tab.call('now')).toMatchObject({ state: 'imLoggedIn', chat: 'alice', kit: 'out' });
    expect(await at.tab.call('run', 'loginMeeting', meeting.alice)).toMatchObject({ state: 'meetingLoggedIn' });
    expect(at.cloud.imLogins()).toEqual([`alice ${wire[generation]}`]);
  });

  test('100005 without a directory: the kit’s own answer decides, and the chat does not blink', async () => {
    await at.open();
    await at.tab.call('run', 'initialize');
    await at.tab.call('run', 'loginIm', im.alice);
    const refused = await at.tab.call('run', 'loginMeeting', meeting.bob);
    expect(refused).toMatchObject({ kind: 'accountMismatch', code: 100005 });
    expect(await at.tab.states()).toEqual(['uninitialized', 'imReady', 'imLoggedIn']);
    expect(await at.tab.call('now')).toMatchObject({ state: 'imLoggedIn', chat: 'alice', kit: 'out' });
    expect(at.cloud.imLogins()).toEqual([`alice ${wire[generation]}`]);
  });

  test('112001: a guest under reuse, and the kit is not asked', async () => {
    await at.open({ directory: true });
    await at.tab.call('run', 'initialize');
    const before = at.cloud.kitCalls();
    const request = { meetingNum: 'standup', displayName: 'A guest' };
    const refused = { kind: 'anonymousUnderReuse', code: 112001 };
    expect(await at.tab.call('run', 'joinAnonymously', request)).toMatchObject(refused);
    await at.tab.call('run', 'loginIm', im.alice);
    expect(await at.tab.call('run', 'joinAnonymously', request)).toMatchObject(refused);
    expect(at.cloud.kitCalls()).toEqual(before);
    expect(at.cloud.imLogins()).toEqual([`alice ${wire[generation]}`]);
  });
});
