import type { Cloud } from '../cloud/index.ts';
import { Refusal } from '../http/refusal.ts';
import type { Member, Notice, Room } from './room.ts';

/** How many notices a room remembers for members that were away; who missed more gets the whole room again. */
const MAX_NOTICES = 500;

/** Every room, and the one way members hear of a change: a passthrough notification (22_2) on their IM line. */
export class Rooms {
  readonly #cloud: Cloud;
  readonly #rooms = new Map<string, Room>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    cloud.onReplaced(() => this.#rooms.clear());
  }

  create(
    appKey: string,
    roomUuid: string,
    wish: { roomName?: string | undefined; password?: string | undefined },
  ): Room {
    const key = this.#key(appKey, roomUuid);
    if (this.#rooms.has(key)) throw new Refusal('roomExists', `room ${roomUuid} exists already`);
    const room: Room = {
      appKey,
      roomUuid,
      roomArchiveId: String(this.#cloud.nextId()),
      roomName: wish.roomName ?? roomUuid,
      password: wish.password,
      properties: new Map(),
      members: new Map(),
      banned: new Set(),
      notices: [],
      sequence: 0,
    };
    this.#rooms.set(key, room);
    return room;
  }

  /** The room, or a refusal: `roomUnknown` unless told that the caller asks as somebody who was in it. */
  get(appKey: string, roomUuid: string, missing: 'roomUnknown' | 'roomEnded' = 'roomUnknown'): Room {
    const room = this.#rooms.get(this.#key(appKey, roomUuid));
    if (room === undefined) throw new Refusal(missing, `there is no room ${roomUuid}`);
    return room;
  }

  end(room: Room): void {
    this.#rooms.delete(this.#key(room.appKey, room.roomUuid));
  }

  /** Tells everybody in the room, and `also` those who have just left it. */
  announce(room: Room, cmd: number, data: Record<string, unknown>, also: readonly Member[] = []): void {
    room.sequence += 1;
    const notice: Notice = {
      cmd,
      sequence: room.sequence,
      roomUuid: room.roomUuid,
      type: 'R',
      timestamp: this.#cloud.clock.now(),
      data: { roomUuid: room.roomUuid, ...data },
    };
    room.notices.push(notice);
    if (room.notices.length > MAX_NOTICES) room.notices.shift();
    for (const member of [...room.members.values(), ...also]) this.tell(room, member.userUuid, notice);
  }

  /** Tells one member; somebody without an IM line misses it, as in the real service. */
  tell(room: Room, userUuid: string, notice: Partial<Notice>): void {
    const { appKey } = room;
    if (this.#cloud.imAccount(appKey, userUuid) === undefined) return;
    this.#cloud.notify({ appKey, accid: userUuid, from: 'meeting', body: JSON.stringify(notice) });
  }

  #key(appKey: string, roomUuid: string): string {
    return JSON.stringify([appKey, roomUuid]);
  }
}
