import { beforeEach, expect, test } from 'vitest';
import { Cloud, defaultApp, ManualClock } from '../../../apps/emulator/src/cloud/index.ts';
import { openControlChannel } from '../../../apps/emulator/src/kit/control-channel.ts';
import { newMember } from '../../../apps/emulator/src/kit/room.ts';
import { Rooms } from '../../../apps/emulator/src/kit/rooms.ts';

const { appKey } = defaultApp;
let cloud: Cloud;
let told: { to: string; notice: Record<string, unknown> }[];

beforeEach(() => {
  cloud = new Cloud(new ManualClock());
  const rooms = new Rooms(cloud);
  openControlChannel(cloud, rooms);
  told = [];
  cloud.notify = ({ accid, body }) => {
    told.push({ to: accid, notice: JSON.parse(body) as Record<string, unknown> });
    return 1;
  };
  const room = rooms.create(appKey, 'r', {});
  for (const [name, role] of [
    ['alice', 'host'],
    ['bob', 'member'],
    ['carol', undefined],
  ] as const) {
    cloud.addImAccount({ appKey, accid: name, token: 't' });
    const account = cloud.addMeetingAccount({ appKey, userUuid: name, userToken: 't', accid: name });
    const wish = { clientType: 'web', deviceId: 'here', rtcUid: 1, joinTime: 0 };
    if (role !== undefined) room.members.set(name, newMember(account, { role, ...wish }));
  }
});

async function send(
  accid: string,
  side: 'host' | 'member',
  body: unknown,
  header: unknown = { appKey, accountId: accid },
): Promise<number> {
  const answer = await cloud.passthrough.answer({
    appKey,
    accid,
    zone: '',
    path: `/v1/sdk/meeting/control/${side}`,
    method: 'POST',
    header: typeof header === 'string' ? header : JSON.stringify(header),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return (JSON.parse(answer.body) as { code: number }).code;
}

test('the host controls whom it names', async () => {
  expect(await send('alice', 'host', { meetingId: 'r', action: 11, members: ['bob', 'carol', 'nobody'] })).toBe(0);
  expect(told).toMatchObject([
    { to: 'bob', notice: { cmd: 11, type: 'R', data: { operatorMember: { userUuid: 'alice' } } } },
  ]);
});

test('a member tells everybody in the room about itself', async () => {
  expect(await send('bob', 'member', { meetingId: 'r', action: 56 })).toBe(0);
  expect(told.map(({ to }) => to)).toEqual(['alice', 'bob']);
});

test.each([
  ['a member that acts as host', 403, 'bob', 'host', { meetingId: 'r', action: 11 }, undefined],
  ['somebody outside', 1021, 'carol', 'member', { meetingId: 'r', action: 56 }, undefined],
  ['a room that has ended', 1004, 'alice', 'host', { meetingId: 'gone', action: 11 }, undefined],
  [
    'a header that names somebody else',
    403,
    'bob',
    'host',
    { meetingId: 'r', action: 11 },
    { appKey, accountId: 'alice' },
  ],
  [
    'a header that names another app',
    403,
    'alice',
    'host',
    { meetingId: 'r', action: 11 },
    { appKey: 'x', accountId: 'alice' },
  ],
  ['a header that is not JSON', 400, 'alice', 'host', { meetingId: 'r', action: 11 }, 'no'],
  ['a body that is not JSON', 400, 'alice', 'host', '{', undefined],
  ['an action that is no number', 400, 'alice', 'host', { meetingId: 'r', action: 'mute' }, undefined],
] as const)('%s is refused with %i, and nobody hears of it', async (_, code, accid, side, body, header) => {
  expect(await send(accid, side, body, header)).toBe(code);
  expect(told).toEqual([]);
});
