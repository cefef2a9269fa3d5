import type { MeetingAccount } from '../cloud/index.ts';

/** What the members of a room are told has happened. The numbers are the web core's. */
export const roomCommand = {
  propertiesChanged: 10,
  propertiesDelete: 11,
  memberJoin: 30,
  memberLeave: 33,
  roomEnded: 51,
  nicknameChanged: 71,
  message: 99,
} as const;

/** Somebody in a room, by the field names of the web core. */
export interface Member {
  /** The id of the bound IM account, which is what the kit was told at login. */
  readonly userUuid: string;
  userName: string;
  readonly userIcon: string;
  readonly role: string;
  readonly clientType: string;
  /** The device they came with, by the kit's own id for it. */
  readonly deviceId: string;
  readonly properties: Record<string, { readonly value: unknown }>;
  readonly streams: Record<string, never>;
  readonly rtcUid: number;
  /** When they came, milliseconds since the epoch. */
  readonly joinTime: number;
}

/** One notice, as it is pushed over the IM and answered to those who missed it. */
export interface Notice {
  readonly cmd: number;
  readonly sequence: number;
  readonly roomUuid: string;
  /** `R`: about the room. */
  readonly type: 'R';
  readonly timestamp: number;
  readonly data: Record<string, unknown>;
}

/** A room. */
export interface Room {
  readonly appKey: string;
  readonly roomUuid: string;
  readonly roomArchiveId: string;
  readonly roomName: string;
  readonly password: string | undefined;
  readonly properties: Map<string, { readonly value: unknown }>;
  readonly members: Map<string, Member>;
  readonly banned: Set<string>;
  /** The latest notices, oldest first. */
  readonly notices: Notice[];
  sequence: number;
}

/** What the web core wants to know of the roles it may meet. */
const role = (limit: number) => ({ limit, params: {}, hide: false });
const roleConfigs = { host: role(1), cohost: role(10), member: role(1000), observer: role(1000), guest: role(1000) };
const anyone = { audio: {}, video: {}, subVideo: {} };

/** A room's description as the web core reads it on entry. */
export const roomView = (room: Room) => ({
  roomUuid: room.roomUuid,
  roomName: room.roomName,
  roomArchiveId: room.roomArchiveId,
  rtcCid: '',
  maxMembers: 1000,
  properties: Object.fromEntries(room.properties),
  config: { resource: {}, roleConfigs, permissions: { member: { streams: anyone } } },
});

/** The roles somebody may ask for on entry. */
export const roleNames = Object.keys(roleConfigs);

/** Somebody on their way in. */
export function newMember(
  account: MeetingAccount,
  wish: {
    userName?: string | undefined;
    role: string;
    clientType: string;
    deviceId: string;
    rtcUid: number;
    joinTime: number;
  },
): Member {
  return {
    userUuid: account.accid,
    userName: wish.userName ?? account.profile.name ?? account.accid,
    userIcon: account.profile.avatar ?? '',
    role: wish.role,
    clientType: wish.clientType,
    deviceId: wish.deviceId,
    properties: {},
    streams: {},
    rtcUid: wish.rtcUid,
    joinTime: wish.joinTime,
  };
}
