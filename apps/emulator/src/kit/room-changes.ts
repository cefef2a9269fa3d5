import { z } from 'zod';
import type { Cloud } from '../cloud/index.ts';
import { type Endpoint, endpoint, param } from '../http/endpoint.ts';
import { Refusal } from '../http/refusal.ts';
import { kitPaths } from './dialect.ts';
import { type Room, roomCommand } from './room.ts';
import { insideCall } from './room-endpoints.ts';
import type { Rooms } from './rooms.ts';

const valued = z.object({ value: z.unknown() });
const message = z.looseObject({ commandId: z.number().int().optional() });

/** What members change about a room and about themselves, and what they send each other through it. */
export function roomChanges(cloud: Cloud, rooms: Rooms): Endpoint[] {
  const below = (rest: string): string[] => kitPaths('apps', `v1/rooms/:roomUuid/${rest}`);
  return [
    endpoint('PUT', below('members/:userUuid'), z.object({ userName: z.string().min(1).max(64) }), (call) => {
      const { room, self } = insideCall(cloud, rooms, call);
      const member = room.members.get(param(call, 'userUuid'));
      if (member === undefined) throw new Refusal('notMember', 'nobody of that name is in the room');
      if (member !== self && self.role !== 'host') throw new Refusal('forbidden', 'only the host renames somebody');
      member.userName = call.body.userName;
      rooms.announce(room, roomCommand.nicknameChanged, { member, userName: member.userName, operatorMember: self });
      return {};
    }),
    endpoint('PUT', below('properties/:key'), valued, (call) => {
      const { room, self } = insideCall(cloud, rooms, call);
      return change(rooms, room, roomCommand.propertiesChanged, self, param(call, 'key'), { value: call.body.value });
    }),
    endpoint('DELETE', below('properties/:key'), z.unknown(), (call) => {
      const { room, self } = insideCall(cloud, rooms, call);
      return change(rooms, room, roomCommand.propertiesDelete, self, param(call, 'key'), undefined);
    }),
    endpoint('POST', below('send'), message, (call) => {
      const { room, self } = insideCall(cloud, rooms, call);
      for (const userUuid of room.members.keys()) send(rooms, room, userUuid, self, call.body);
      return {};
    }),
    endpoint('POST', below('members/:userUuid/send'), message, (call) => {
      const { room, self } = insideCall(cloud, rooms, call);
      const to = param(call, 'userUuid');
      if (!room.members.has(to)) throw new Refusal('notMember', `${to} is not in the room`);
      send(rooms, room, to, self, call.body);
      return {};
    }),
  ];
}

function change(
  rooms: Rooms,
  room: Room,
  cmd: number,
  operatorMember: unknown,
  key: string,
  property: { readonly value: unknown } | undefined,
): object {
  if (property === undefined) room.properties.delete(key);
  else room.properties.set(key, property);
  rooms.announce(room, cmd, { properties: { [key]: property ?? { value: null } }, operatorMember });
  return {};
}

/** A message is not part of the room's history: it has no place in the sequence. */
function send(rooms: Rooms, room: Room, to: string, operatorMember: unknown, body: z.output<typeof message>): void {
  const cmd = body.commandId ?? roomCommand.message;
  const data = { roomUuid: room.roomUuid, operatorMember, message: body };
  rooms.tell(room, to, { cmd, sequence: -1, roomUuid: room.roomUuid, type: 'R', data });
}
