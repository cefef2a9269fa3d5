// What random runs on the real SDKs found, each as a story of its own.
import { describe, expect, test } from 'vitest';
import { people } from '../adapters/neroom/world.ts';
import { kitCall } from '../emulator-http/signed-client.ts';
import { generations, im, meeting, signIn, stage } from './stage.ts';

const login = { service: 'link', command: 'login' } as const;

describe.each(generations)('on the IM SDK of generation %s', (generation) => {
  const at = stage(() => generation);
  /** Resolves when the link has what it is to answer late. */
  const arrived = () =>
    new Promise<void>((resolve) => {
      at.cloud.emulator.onEvent((event) => event.type === 'fault' && resolve());
    });
  // 9.x, which the kit has in itself, forgets a client that is destroyed before its socket is open.
  test('a guest that is given up while the kit’s own client is on its way never logs in', async () => {
    const room = '/scene/apps/partyline/v2/rooms/standup';
    const holder = { user: people.bob.userUuid, token: people.bob.userToken };
    await kitCall(at.cloud.emulator, `PUT ${room}`, holder, {});
    await kitCall(at.cloud.emulator, `POST ${room}/entry`, holder, { role: 'host' });
    await at.open({ reuse: 'off' });
    await at.tab.call('run', 'initialize');
    // The kit has its answer from the server, and its client is on its way to the link.
    const held = await at.tab.hold('/socket.io/1/');
    await at.tab.call('give', 'joinAnonymously', { meetingNum: 'standup', displayName: 'A guest' });
    await held.arrived;
    await at.tab.call('abort', 'joinAnonymously');
    expect(await at.tab.call('ended', 'joinAnonymously')).toMatchObject({ kind: 'aborted' });
    await at.tab.call('until', 'imReady');
    const logins: unknown[] = [];
    // If its line comes up all the same, it logs in or is gone again.
    const decided = new Promise<void>((resolve) => {
      at.cloud.emulator.onEvent((event) => {
        if (event.type !== 'line') return;
        if (event.change === 'login') logins.push(event.accid);
        if (event.change !== 'open') resolve();
      });
    });
    held.release();
    await held.answered;
    await Promise.race([decided, new Promise((resolve) => setTimeout(resolve, 1_000))]);
    expect(await at.tab.call('run', 'loginMeeting', meeting.alice)).toEqual({
      state: 'meetingLoggedIn',
      mode: 'owned',
    });
    await at.cloud.untilOnline('alice');
    expect(logins).toEqual(['alice']);
  });

  test('the host logs in while the session does, as the same account: the session makes way at once', async () => {
    await at.open();
    await at.tab.call('run', 'initialize');
    at.cloud.emulator.addFault({ on: login, effect: { delayMs: 500 }, times: 1 });
    const late = arrived();
    await at.tab.call('give', 'loginIm', im.bob);
    await late;
    expect(await at.tab.call('hostLogin', 'bob', im.bob.token)).toBe('ok');
    // Which of the two logins it is, nobody can tell; that somebody waits for a minute, everybody.
    const ended = await at.tab.call('ended', 'loginIm');
    if ('kind' in ended) expect(ended.kind).toBe('superseded');
    expect(await at.tab.call('until', 'imLoggedIn')).toMatchObject({ chat: 'bob' });
    await at.cloud.untilOnline('bob');
  });

  test('the host changes over while the meeting is in: nobody is ever logged in as nobody', async () => {
    await at.open();
    await at.tab.call('run', 'signIn', signIn);
    await at.tab.call('hostLogin', 'bob', im.bob.token);
    expect(await at.tab.call('until', 'imLoggedIn')).toMatchObject({ im: 'bob host online', kit: 'out' });
    expect(await at.tab.call('accids')).toEqual(['alice', 'bob']);
  });
});
