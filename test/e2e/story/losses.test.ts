// What is taken away: kicks, lost lines, expired tokens, a second tab; and the way back to a working meeting.
import { describe, expect, test } from 'vitest';
import { dynamic, generations, im, MEETING_LOGIN, meeting, signIn, stage, wire } from './stage.ts';

describe.each(generations)('on the IM SDK of generation %s', (generation) => {
  const at = stage(() => generation);
  const working = { state: 'meetingLoggedIn', im: 'alice session online', mode: 'reused', kit: 'in', chat: 'alice' };
  const nobody = { im: null, meeting: null, kit: 'out', chat: 'out' };

  /** From `failed` to a meeting that works, by the one command that apps need. */
  async function signsInAgain(request: object = signIn): Promise<void> {
    expect(await at.tab.call('run', 'signIn', request)).toEqual({ state: 'meetingLoggedIn', mode: 'reused' });
    expect(await at.tab.call('now')).toMatchObject(working);
    expect(at.cloud.online()).toEqual(['alice']);
  }

  test('kicked while idle, and back', async () => {
    await at.open();
    await at.tab.call('run', 'initialize');
    await at.tab.call('run', 'loginIm', im.alice);
    at.cloud.kick('alice');
    expect(await at.tab.call('until', 'failed')).toMatchObject({ ...nobody, failure: 'kicked -> imReady' });
    expect(await at.tab.heard()).toEqual(['kicked server', 'failed kicked']);
    expect(await at.tab.call('can', 'loginIm', im.alice)).toBe('sessionFailed');
    expect(await at.tab.call('run', 'recover')).toMatchObject({ state: 'imReady' });
    await signsInAgain();
  });

  test('kicked while the meeting logs in, and back', async () => {
    await at.open();
    await at.tab.call('run', 'initialize');
    await at.tab.call('run', 'loginIm', im.alice);
    const held = await at.tab.hold(MEETING_LOGIN);
    await at.tab.call('give', 'loginMeeting', meeting.alice);
    await held.arrived;
    at.cloud.kick('alice');
    await at.tab.call('untilHeard', 'kicked server');
    held.release();
    expect(await at.tab.call('ended', 'loginMeeting')).toMatchObject({ kind: 'kicked' });
    expect(await at.tab.call('until', 'failed')).toMatchObject({ ...nobody, failure: 'kicked -> imReady' });
    await signsInAgain();
  });

  test('kicked while logged in, and back', async () => {
    await at.open();
    await at.tab.call('run', 'signIn', signIn);
    at.cloud.kick('alice');
    expect(await at.tab.call('until', 'failed')).toMatchObject({ ...nobody, failure: 'kicked -> imReady' });
    expect(await at.tab.heard()).toEqual(['kicked server', 'failed kicked']);
    await signsInAgain();
    expect(at.cloud.imLogins()).toEqual([`alice ${wire[generation]}`, `alice ${wire[generation]}`]);
  });

  test('the line drops and heals with a meeting logged in: nothing is lost, and nothing logs in anew', async () => {
    await at.open();
    await at.tab.call('run', 'signIn', signIn);
    at.cloud.drop('alice');
    await at.tab.call('untilHeard', 'lineUp');
    expect(await at.tab.heard()).toEqual(['lineDown', 'lineUp']);
    expect(await at.tab.states()).toEqual(['uninitialized', 'imReady', 'imLoggedIn', 'meetingLoggedIn']);
    expect(await at.tab.call('now')).toMatchObject(working);
    expect(at.cloud.kitCalls().filter((call) => call.includes('/login'))).toHaveLength(1);
    expect(await at.tab.call('run', 'logoutMeeting')).toMatchObject({ state: 'imLoggedIn' });
    await at.cloud.untilOnline('alice');
  });

  test('a command that needs the line waits until it has healed', async () => {
    await at.open();
    await at.tab.call('run', 'initialize');
    await at.tab.call('run', 'loginIm', im.alice);
    at.cloud.emulator.addFault({ on: { service: 'link', command: 'connect' }, effect: { close: true } });
    at.cloud.drop('alice');
    await at.tab.call('untilHeard', 'lineDown');
    const before = at.cloud.kitCalls();
    await at.tab.call('give', 'loginMeeting', meeting.alice);
    expect(await at.tab.call('now')).toMatchObject({ state: 'imLoggedIn', im: 'alice session reconnecting' });
    expect(at.cloud.kitCalls()).toEqual(before);
    at.cloud.emulator.clearFaults();
    expect(await at.tab.call('ended', 'loginMeeting')).toEqual({ state: 'meetingLoggedIn', mode: 'reused' });
    expect(await at.tab.call('now')).toMatchObject(working);
  });

  test('a token that expired is refused on reconnect: failed, and back with a new one', async () => {
    await at.open();
    await at.tab.call('run', 'signIn', signIn);
    at.cloud.changeToken('alice', 'another');
    at.cloud.drop('alice');
    const failed = await at.tab.call('until', 'failed');
    expect(failed).toMatchObject({ ...nobody, failure: 'badCredentials -> imReady' });
    expect(await at.tab.heard()).toEqual(['lineDown', 'failed badCredentials']);
    expect(await at.tab.call('run', 'signIn', signIn)).toMatchObject({ kind: 'badCredentials' });
    await signsInAgain({ ...signIn, im: { accid: 'alice', token: 'another' } });
  });

  test('a provider is asked again on reconnect: the line heals with what it answers', async () => {
    await at.open();
    const token = [dynamic('alice'), dynamic('alice')];
    await at.tab.call('run', 'signIn', { ...signIn, im: { accid: 'alice', token } });
    expect(await at.tab.call('asked')).toBe(1);
    at.cloud.drop('alice');
    await at.tab.call('untilHeard', 'lineUp');
    expect(await at.tab.call('asked')).toBe(2);
    expect(await at.tab.call('now')).toMatchObject(working);
  });

  test('a provider that has only expired tokens left: failed, and back', async () => {
    await at.open();
    const token = [dynamic('alice'), dynamic('alice', 'expired')];
    await at.tab.call('run', 'signIn', { ...signIn, im: { accid: 'alice', token } });
    at.cloud.drop('alice');
    const failed = await at.tab.call('until', 'failed');
    expect(failed).toMatchObject({ ...nobody, failure: 'badCredentials -> imReady' });
    await signsInAgain({ ...signIn, im: { accid: 'alice', token: [dynamic('alice')] } });
  });

  test('two tabs of one account, where one may be online: the newer one throws the older one out, as often as they like', async () => {
    await at.open();
    const other = await at.other();
    await at.open({}, other);
    await at.tab.call('run', 'signIn', signIn);
    for (const [newer, older] of [
      [other, at.tab],
      [at.tab, other],
    ] as const) {
      expect(await newer.call('run', 'signIn', signIn)).toEqual({ state: 'meetingLoggedIn', mode: 'reused' });
      expect(await older.call('until', 'failed')).toMatchObject({ ...nobody, failure: 'kicked -> imReady' });
      expect(await older.heard()).toEqual(['kicked otherClient', 'failed kicked']);
      await at.cloud.untilOnline('alice');
      expect(await newer.call('now')).toMatchObject(working);
    }
    expect(at.cloud.kicks()).toEqual(['alice 1', 'alice 1']);
    expect(at.cloud.imLogins()).toHaveLength(3);
  });

  test('two tabs of one account, where two may be online: each has its meeting, and one tab’s end is not the other’s', async () => {
    at.cloud.emulator.setApp({ appKey: 'partyline', appSecret: 'partyline-secret', policy: { max: 2 } });
    await at.open();
    const other = await at.other();
    await at.open({}, other);
    await at.tab.call('run', 'signIn', signIn);
    await other.call('run', 'signIn', signIn);
    expect(at.cloud.online()).toEqual(['alice', 'alice']);
    expect(await at.tab.call('run', 'signOut')).toMatchObject({ state: 'imReady' });
    await at.cloud.untilOnline('alice');
    expect(await other.call('now')).toMatchObject(working);
    expect([await at.tab.heard(), await other.heard(), at.cloud.kicks()]).toEqual([[], [], []]);
  });
});
