import { z } from 'zod';
import type { Cloud } from '../cloud/index.ts';
import { type Call, type Endpoint, endpoint, param } from '../http/endpoint.ts';
import { Refusal } from '../http/refusal.ts';
import { kitPaths } from './dialect.ts';
import { caller } from './identity.ts';
import { type Member, newMember, type Room, roleNames, roomCommand, roomView } from './room.ts';
import type { Rooms } from './rooms.ts';

const nothing = z.unknown();
const created = z.object({ roomName: z.string().max(256).optional(), password: z.string().max(64).optional() });
const entered = z.object({
  userName: z.string().max(64).optional(),
  role: z.string().refine((name) => roleNames.includes(name), `one of ${roleNames.join(', ')}`),
  password: z.string().max(64).optional(),
});

const listed = (room: Room): Member[] => [...room.members.values()];
const snapshot = (room: Room) => ({
  snapshot: { room: roomView(room), members: listed(room) },
  sequence: room.sequence,
});

/** The room a call is about and the member who makes it. */
export function insideCall(cloud: Cloud, rooms: Rooms, call: Call<unknown>): { room: Room; self: Member } {
  const { accid } = caller(cloud, call);
  const room = rooms.get(call.appKey, param(call, 'roomUuid'), 'roomEnded');
  const self = room.members.get(accid);
  if (self === undefined) throw new Refusal('notMember', `${accid} is not in room ${room.roomUuid}`);
  return { room, self };
}

/** Create, enter, look at, leave and end rooms. */
export function roomEndpoints(cloud: Cloud, rooms: Rooms): Endpoint[] {
  const room = (...calls: string[]): string[] => kitPaths('apps', ...calls.map((call) => `${call}/rooms/:roomUuid`));
  const below = (rest: string): string[] =>
    kitPaths('apps', `v1/rooms/:roomUuid/${rest}`, `v2/rooms/:roomUuid/${rest}`);
  return [
    endpoint('PUT', room('v2', 'v1'), created, (call) => {
      caller(cloud, call);
      const { roomUuid, roomArchiveId } = rooms.create(call.appKey, param(call, 'roomUuid'), call.body);
      return { roomUuid, roomArchiveId };
    }),
    endpoint('GET', room('v2', 'v1'), nothing, (call) => {
      caller(cloud, call);
      return roomView(rooms.get(call.appKey, param(call, 'roomUuid')));
    }),
    endpoint('DELETE', room('v2', 'v1'), nothing, (call) => {
      const { room, self } = insideCall(cloud, rooms, call);
      if (self.role !== 'host') throw new Refusal('forbidden', 'only the host ends a room');
      rooms.announce(room, roomCommand.roomEnded, { reason: 'CLOSE_BY_MEMBER', operatorMember: self });
      rooms.end(room);
      return {};
    }),
    endpoint('POST', below('entry'), entered, (call) => enter(cloud, rooms, call)),
    endpoint('GET', below('snapshot'), nothing, (call) => snapshot(insideCall(cloud, rooms, call).room)),
    endpoint('GET', below('members'), nothing, (call) => ({ list: listed(insideCall(cloud, rooms, call).room) })),
    endpoint('GET', below('sequence'), nothing, (call) => {
      const { room } = insideCall(cloud, rooms, call);
      const next = Number(call.query.get('nextId') ?? Number.NaN);
      const oldest = room.notices[0]?.sequence ?? room.sequence + 1;
      // NaN compares false: without a number to go on from, the whole room is answered.
      return next >= oldest ? { list: room.notices.filter(({ sequence }) => sequence >= next) } : snapshot(room);
    }),
    endpoint('DELETE', below('members/:userUuid'), nothing, (call) => leave(cloud, rooms, call)),
  ];
}

function enter(cloud: Cloud, rooms: Rooms, call: Call<z.output<typeof entered>>) {
  const account = caller(cloud, call);
  const room = rooms.get(call.appKey, param(call, 'roomUuid'));
  if (room.banned.has(account.accid)) throw new Refusal('forbidden', `${account.accid} was sent out of this room`);
  if (room.password !== undefined && room.password !== call.body.password) {
    throw new Refusal('roomPasswordWrong', 'the password of the room is not correct');
  }
  const hosts = listed(room).filter(({ role, userUuid }) => role === 'host' && userUuid !== account.accid);
  if (call.body.role === 'host' && hosts.length > 0) throw new Refusal('forbidden', 'the room has a host');
  const member = newMember(account, {
    userName: call.body.userName,
    role: call.body.role,
    clientType: call.headers.get('clientType') ?? 'web',
    deviceId: call.headers.get('deviceId') ?? '',
    rtcUid: cloud.nextId(),
    joinTime: cloud.clock.now(),
  });
  room.members.set(member.userUuid, member);
  rooms.announce(room, roomCommand.memberJoin, { members: [member], operatorMember: member });
  const media = { rtcKey: 'no-media-here', rtcToken: 'no-media-here' };
  return { room: roomView(room), member: { ...member, ...media }, members: listed(room), sequence: room.sequence };
}

/** Leaving and being sent out are one call; who it names makes the difference. */
function leave(cloud: Cloud, rooms: Rooms, call: Call<unknown>) {
  const { room, self } = insideCall(cloud, rooms, call);
  const gone = room.members.get(param(call, 'userUuid'));
  if (gone === undefined) throw new Refusal('notMember', 'nobody of that name is in the room');
  if (gone !== self && self.role !== 'host') throw new Refusal('forbidden', 'only the host sends somebody out');
  room.members.delete(gone.userUuid);
  if (gone !== self && call.query.get('ban') === 'true') room.banned.add(gone.userUuid);
  // The web core takes only what names its own device as meant for itself.
  const reason = { type: gone === self ? 'NORMAL' : 'ADMIN_KICK', deviceId: gone.deviceId };
  rooms.announce(room, roomCommand.memberLeave, { members: [{ ...gone, reason }], operatorMember: self }, [gone]);
  return {};
}
