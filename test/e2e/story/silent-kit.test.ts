// What made the web core fall silent in mode owned, each as a story of its own: whatever it is asked to end it ends.
import { beforeEach, describe, expect, test } from 'vitest';
import { people } from '../adapters/neroom/world.ts';
import { kitCall } from '../emulator-http/signed-client.ts';
import { generations, meeting, stage } from './stage.ts';

describe.each(generations)('on the IM SDK of generation %s', (generation) => {
  const at = stage(() => generation);
  const room = '/scene/apps/partyline/v2/rooms/standup';
  const standup = { meetingNum: 'standup', displayName: 'Somebody' };
  const signIn = { meeting: meeting.alice };
  const nothing = { unanswered: [], clients: [] };
  const inRoom = async () => {
    await at.tab.call('run', 'signIn', signIn);
    expect(await at.tab.call('run', 'joinMeeting', standup)).toMatchObject({ mode: 'owned' });
  };
  /** The server refuses the login at the next call that leaves the room. */
  const refuseLeave = (member: string) => {
    const command = `/scene/apps/partyline/v1/rooms/standup/members/${member}`;
    at.cloud.emulator.addFault({
      on: { service: 'kit', command: `DELETE ${command}` },
      effect: { code: 402 },
      times: 1,
    });
  };

  beforeEach(async () => {
    const host = { user: people.bob.userUuid, token: people.bob.userToken };
    await kitCall(at.cloud.emulator, `PUT ${room}`, host, {});
    await kitCall(at.cloud.emulator, `POST ${room}/entry`, host, { role: 'host' });
    await at.open({ reuse: 'off' });
  });

  test('the kit logs out by itself because the server refuses it, and the session does at the same time', async () => {
    await inRoom();
    refuseLeave('alice');
    expect(await at.tab.call('run', 'logoutMeeting')).toMatchObject({ state: 'imReady' });
    expect(await at.tab.call('leftOver')).toEqual(nothing);
    expect(await at.tab.call('run', 'signIn', signIn)).toEqual({ state: 'meetingLoggedIn', mode: 'owned' });
  });

  test('a meeting is logged out while the line of the kit’s own IM is down', async () => {
    await at.tab.call('run', 'signIn', signIn);
    at.cloud.emulator.addFault({ on: { service: 'link', command: 'connect' }, effect: { close: true } });
    at.cloud.drop('alice');
    await at.tab.call('untilKitWaits');
    expect(await at.tab.call('run', 'logoutMeeting')).toMatchObject({ state: 'imReady' });
    expect(await at.tab.call('leftOver')).toEqual(nothing);
    at.cloud.emulator.clearFaults();
    expect(await at.tab.call('run', 'signIn', signIn)).toEqual({ state: 'meetingLoggedIn', mode: 'owned' });
    await at.cloud.untilOnline('alice');
  });

  test('a kick after a room was left is heard, and leaves no dead client to the next login', async () => {
    await inRoom();
    await at.tab.call('run', 'leaveMeeting');
    at.cloud.kick('alice');
    expect(await at.tab.call('until', 'failed')).toMatchObject({ meeting: null, kit: 'out' });
    await at.tab.call('run', 'recover');
    expect(await at.tab.call('run', 'signIn', signIn)).toEqual({ state: 'meetingLoggedIn', mode: 'owned' });
    await at.cloud.untilOnline('alice');
  });
});
