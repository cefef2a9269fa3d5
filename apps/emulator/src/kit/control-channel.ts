import { z } from 'zod';
import { type Cloud, normalAccid, type ProxyAnswer, type ProxyRequest } from '../cloud/index.ts';
import { refusalOf } from '../http/answer.ts';
import { parseJson } from '../http/body.ts';
import { validate } from '../http/endpoint.ts';
import { Refusal } from '../http/refusal.ts';
import { kitCodes } from './codes.ts';
import type { Member, Room } from './room.ts';
import type { Rooms } from './rooms.ts';

const header = z.looseObject({ appKey: z.string(), accountId: z.string().transform(normalAccid) });
const body = z.looseObject({
  meetingId: z.union([z.string(), z.number()]).transform(String),
  action: z.number().int(),
  members: z.array(z.string()).optional(),
});

/**
 * The control channel of a running meeting: the kit sends its controls through the IM's passthrough call (22_1) and
 * hears of others' through its push (22_2). `host` is for the host and names its targets; `member` is about the sender.
 */
export function openControlChannel(cloud: Cloud, rooms: Rooms): void {
  for (const side of ['host', 'member'] as const) {
    cloud.passthrough.on(`/v1/sdk/meeting/control/${side}`, (request) => {
      const answer = answerOf(() => control(rooms, request, side), cloud.clock.now());
      cloud.events.emit({
        type: 'http',
        service: 'kit',
        method: request.method,
        path: request.path,
        status: 200,
        code: answer.code,
        account: request.accid,
        response: answer,
      });
      return { body: JSON.stringify(answer) } satisfies ProxyAnswer;
    });
  }
}

function control(rooms: Rooms, request: ProxyRequest, side: 'host' | 'member'): void {
  const { appKey, accountId } = validate(header, parseJson(request.header));
  const { meetingId, action, members } = validate(body, parseJson(request.body));
  // The IM line has proved who is speaking; a header that says otherwise is not believed.
  if (accountId !== request.accid || appKey !== request.appKey) {
    throw new Refusal('forbidden', 'the header names another account');
  }
  const room = rooms.get(appKey, meetingId, 'roomEnded');
  const self = room.members.get(accountId);
  if (self === undefined) throw new Refusal('notMember', `${accountId} is not in room ${meetingId}`);
  if (side === 'host' && self.role !== 'host') throw new Refusal('forbidden', 'only the host controls others');
  const targets = side === 'host' && members !== undefined ? members : [...room.members.keys()];
  for (const target of targets) if (room.members.has(target)) tellControl(rooms, room, target, action, self);
}

function tellControl(rooms: Rooms, room: Room, target: string, action: number, operatorMember: Member): void {
  const data = { roomUuid: room.roomUuid, action, operatorMember };
  rooms.tell(room, target, { cmd: action, sequence: -1, roomUuid: room.roomUuid, type: 'R', data });
}

function answerOf(act: () => void, ts: number): { code: number; msg: string; ts: number } {
  try {
    act();
    return { code: 0, msg: 'success', ts };
  } catch (error) {
    const { code, message } = refusalOf(error, kitCodes);
    return { code, msg: message, ts };
  }
}
