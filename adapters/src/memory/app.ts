import { type KickReason, Secret } from '@partyline/core';
import { vendorError } from './vendor-error.ts';

/** An IM account. Ids are lower case, as the vendor's server keeps them. */
export interface ImRecord {
  readonly accid: string;
  token: Secret;
  enabled: boolean;
}

/** A meeting account and the one IM account that it belongs to. */
export interface MeetingRecord {
  readonly userUuid: string;
  readonly accid: string;
  token: Secret;
  expired: boolean;
}

/** A room; whoever is in it can be told to go. */
export interface Room {
  readonly meetingNum: string;
  readonly password: Secret | undefined;
  locked: boolean;
  readonly people: Set<Participant>;
}

export interface Participant {
  readonly userUuid: string | undefined;
  /** The server put the participant out of the room. */
  removed(reason: string): void;
}

/** A live IM connection, seen from the server. */
export interface Line {
  kicked(reason: KickReason): void;
}

/** A kit that is logged in, seen from the server. */
export interface KitLogin {
  readonly userUuid: string | undefined;
  expired(): void;
  signedOut(reason: string): void;
}

/** One app key on the fake server: its accounts, rooms and live logins, and what the server checks about them. */
export class App {
  readonly appKey: string;
  readonly imAccounts = new Map<string, ImRecord>();
  readonly meetingAccounts = new Map<string, MeetingRecord>();
  readonly rooms = new Map<string, Room>();
  /** One login per IM account: a login elsewhere kicks. */
  readonly lines = new Map<string, Line>();
  readonly kits = new Set<KitLogin>();
  #guests = 0;

  constructor(appKey: string) {
    this.appKey = appKey;
  }

  /** The IM account that may log in with this token. */
  checkIm(accid: string, token: string): ImRecord {
    const account = this.imAccounts.get(accid.toLowerCase());
    if (!account) throw vendorError('im', 'badCredentials', 102404, `no IM account "${accid}"`);
    if (!account.enabled) throw vendorError('im', 'accountDisabled', 102422, `IM account "${accid}" is disabled`);
    if (account.token.open() !== token) throw vendorError('im', 'badCredentials', 102302, 'invalid IM token');
    return account;
  }

  /** Gives the account's one login to `line`; who had it is kicked. */
  connect(accid: string, line: Line): void {
    const before = this.lines.get(accid);
    this.lines.set(accid, line);
    if (before && before !== line) before.kicked('otherClient');
  }

  disconnect(accid: string, line: Line): void {
    if (this.lines.get(accid) === line) this.lines.delete(accid);
  }

  /** The meeting account that may log in with this token. */
  checkMeeting(userUuid: string, token: string): MeetingRecord {
    const account = this.meetingAccounts.get(userUuid.toLowerCase());
    if (!account) throw vendorError('meeting', 'badCredentials', 402, `no meeting account "${userUuid}"`);
    if (account.token.open() !== token) throw vendorError('meeting', 'badCredentials', 1027, 'incorrect meeting token');
    if (account.expired) throw vendorError('meeting', 'credentialsExpired', 1026, 'expired meeting token');
    return account;
  }

  /** The room that may be entered with this password. */
  checkRoom(meetingNum: string, password: Secret | undefined): Room {
    const room = this.rooms.get(meetingNum);
    if (!room) throw vendorError('meeting', 'meetingNotFound', 3104, `no meeting ${meetingNum}`);
    if (room.locked) throw vendorError('meeting', 'meetingLocked', 1019, `meeting ${meetingNum} is locked`);
    if (room.password && room.password.open() !== password?.open()) {
      throw vendorError('meeting', 'badMeetingPassword', 1020, `wrong password for meeting ${meetingNum}`);
    }
    return room;
  }

  /** An IM account of a guest's own, for as long as the guest stays. */
  addGuest(): ImRecord {
    const accid = `guest-${++this.#guests}`;
    const account = { accid, token: new Secret(accid), enabled: true };
    this.imAccounts.set(accid, account);
    return account;
  }

  removeGuest({ accid }: ImRecord): void {
    this.imAccounts.delete(accid);
  }
}
