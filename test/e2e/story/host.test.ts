// A host that logs its chat in, out and over to somebody else through its own SDK, while a session looks on.
import { describe, expect, test } from 'vitest';
import { generations, im, MEETING_LOGIN, meeting, signIn, stage, wire } from './stage.ts';

describe.each(generations)('on the IM SDK of generation %s', (generation) => {
  const at = stage(() => generation);
  const hostLogin = (who: 'alice' | 'bob') => at.tab.call('hostLogin', who, im[who].token);
  const login = wire[generation];

  test('another account: signed out as alice, signed in as bob, and neither is left over', async () => {
    await at.open();
    await at.tab.call('run', 'signIn', signIn);
    expect(await at.tab.call('run', 'loginIm', im.bob)).toMatchObject({ kind: 'alreadyLoggedIn' });
    expect(await at.tab.call('run', 'signOut')).toMatchObject({ state: 'imReady' });
    const bob = { im: im.bob, meeting: meeting.bob };
    expect(await at.tab.call('run', 'signIn', bob)).toEqual({ state: 'meetingLoggedIn', mode: 'reused' });
    await at.cloud.untilOnline('bob');
    expect(at.cloud.imLogins()).toEqual([`alice ${login}`, `bob ${login}`]);
    expect(await at.tab.call('now')).toMatchObject({
      im: 'bob session online',
      meeting: 'bob-meets',
      chat: 'bob',
      kit: 'in',
    });
    expect(await at.tab.heard()).toEqual(['refused alreadyLoggedIn']);
  });

  test('the host logged in before: its login is adopted, reused and left alone', async () => {
    await at.open();
    expect(await hostLogin('alice')).toBe('ok');
    expect(await at.tab.call('run', 'signIn', { meeting: meeting.alice })).toMatchObject({ mode: 'reused' });
    expect(await at.tab.call('now')).toMatchObject({ im: 'alice host online', chat: 'alice', kit: 'in' });
    expect(await at.tab.call('run', 'logoutIm')).toMatchObject({ kind: 'imNotManaged' });
    expect(await at.tab.call('run', 'signOut')).toMatchObject({ state: 'imLoggedIn' });
    expect(await at.tab.call('now')).toMatchObject({ im: 'alice host online', chat: 'alice', kit: 'out' });
    expect(at.cloud.imLogins()).toEqual([`alice ${login}`]);
    expect(at.cloud.online()).toEqual(['alice']);
  });

  test('the host logs in later: the session follows, and its meeting rides on that login', async () => {
    await at.open();
    await at.tab.call('run', 'initialize');
    expect(await hostLogin('alice')).toBe('ok');
    expect(await at.tab.call('until', 'imLoggedIn')).toMatchObject({ im: 'alice host online' });
    expect(await at.tab.call('run', 'loginMeeting', meeting.alice)).toMatchObject({ mode: 'reused' });
    expect(at.cloud.imLogins()).toEqual([`alice ${login}`]);
  });

  test('the host logs out while the meeting rides on it: the meeting is over, and that is no failure', async () => {
    await at.open();
    await hostLogin('alice');
    await at.tab.call('run', 'signIn', { meeting: meeting.alice });
    await at.tab.call('hostLogout');
    expect(await at.tab.call('until', 'imReady')).toMatchObject({ im: null, meeting: null, kit: 'out', chat: 'out' });
    expect(await at.tab.heard()).toEqual(['meetingLost meetingLost']);
    expect(at.cloud.online()).toEqual([]);
    expect(await at.tab.call('run', 'loginMeeting', meeting.alice)).toMatchObject({ code: 100004 });
    await hostLogin('alice');
    expect(await at.tab.call('run', 'loginMeeting', meeting.alice)).toMatchObject({ mode: 'reused' });
    expect(await at.tab.call('now')).toMatchObject({ im: 'alice host online', kit: 'in' });
  });

  test('the host logs out what the session logged in: its right, all the same', async () => {
    await at.open();
    await at.tab.call('run', 'signIn', signIn);
    await at.tab.call('hostLogout');
    expect(await at.tab.call('until', 'imReady')).toMatchObject({ im: null, meeting: null, kit: 'out', chat: 'out' });
    expect(await at.tab.call('run', 'signIn', signIn)).toMatchObject({ mode: 'reused' });
    expect(at.cloud.online()).toEqual(['alice']);
  });

  test('the host logs out while the meeting logs in: 100004', async () => {
    await at.open();
    await hostLogin('alice');
    await at.tab.call('run', 'initialize');
    const held = await at.tab.hold(MEETING_LOGIN);
    await at.tab.call('give', 'loginMeeting', meeting.alice);
    await held.arrived;
    await at.tab.call('hostLogout');
    held.release();
    expect(await at.tab.call('ended', 'loginMeeting')).toMatchObject({ kind: 'imNotLoggedIn', code: 100004 });
    expect(await at.tab.call('until', 'imReady')).toMatchObject({ im: null, meeting: null, kit: 'out' });
  });

  test('the host changes over to bob: alice’s meeting is over, and bob’s works', async () => {
    await at.open({ directory: true });
    await hostLogin('alice');
    await at.tab.call('run', 'signIn', { meeting: meeting.alice });
    expect(await hostLogin('bob')).toBe('ok');
    await at.tab.call('untilHeard', 'meetingLost meetingLost');
    expect(await at.tab.call('until', 'imLoggedIn')).toMatchObject({
      im: 'bob host online',
      meeting: null,
      kit: 'out',
    });
    expect(await at.tab.call('run', 'loginMeeting', meeting.alice)).toMatchObject({ code: 100005 });
    expect(await at.tab.call('run', 'loginMeeting', meeting.bob)).toMatchObject({ mode: 'reused' });
    await at.cloud.untilOnline('bob');
    expect(at.cloud.imLogins()).toEqual([`alice ${login}`, `bob ${login}`]);
  });

  test('dispose ends the meeting and leaves the host’s login alone', async () => {
    await at.open();
    await hostLogin('alice');
    await at.tab.call('run', 'signIn', { meeting: meeting.alice });
    await at.tab.call('run', 'dispose');
    expect(await at.tab.call('now')).toMatchObject({ kit: 'out', port: 'uninitialized', chat: 'alice' });
    expect(at.cloud.online()).toEqual(['alice']);
    expect(at.cloud.imLogins()).toEqual([`alice ${login}`]);
    at.cloud.drop('alice');
    await at.cloud.untilOnline();
    await at.cloud.untilOnline('alice');
    await at.tab.call('untilHostAccount', 'alice');
    expect(await at.tab.heard()).toEqual([]);
  });

  test('dispose ends what the session logged in', async () => {
    await at.open();
    await at.tab.call('run', 'signIn', signIn);
    await at.tab.call('run', 'dispose');
    await at.cloud.untilOnline();
    expect(await at.tab.call('now')).toMatchObject({ kit: 'out', port: 'uninitialized', chat: 'out' });
    expect(await at.tab.call('run', 'signIn', signIn)).toMatchObject({ kind: 'disposed' });
  });
});
