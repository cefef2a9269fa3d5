import type { AcmeDevice } from './im-client.ts';
import { type AcmeServer, type Answer, refusals } from './server.ts';

/** What the vendor's meeting kit says of itself. */
export type KitNews = 'expired' | 'ended' | 'roomEnded' | 'removed' | 'imLost';

/** The vendor's meeting kit. It rides on the IM client of its device and can do nothing else. */
export class AcmeKit {
  member: { readonly userUuid: string; readonly accid: string } | undefined;
  room: string | undefined;
  readonly #server: AcmeServer;
  readonly #device: AcmeDevice;
  readonly #tell: (news: KitNews) => void;

  constructor(server: AcmeServer, device: AcmeDevice, tell: (news: KitNews) => void) {
    this.#server = server;
    this.#device = device;
    this.#tell = tell;
  }

  login(userUuid: string, token: string, answer: Answer<string>): { cancel(): void } {
    const id = userUuid.toLowerCase();
    return this.#server.ask(
      () => {
        const im = this.#device.client?.user;
        if (im === undefined) throw refusals.noIm;
        const member = this.#server.members.get(id);
        if (!member || member.token !== token) throw refusals.badToken;
        if (member.expired) throw refusals.expired;
        if (member.accid !== im) throw refusals.otherIm;
        return member.accid;
      },
      (error, accid) => {
        if (error || accid === undefined) return answer(error);
        this.member = { userUuid: id, accid };
        this.#server.visitors.set(id, { out: (why) => this.#out(why) });
        answer(undefined, accid);
      },
    );
  }

  join(meetingNum: string, password: string | undefined, answer: Answer<string>): { cancel(): void } {
    return this.#server.ask(
      () => {
        const room = this.#server.rooms.get(meetingNum);
        if (!room) throw refusals.noRoom;
        if (room.locked) throw refusals.locked;
        if (room.password !== password) throw refusals.badPassword;
        return meetingNum;
      },
      (error, room) => {
        this.room = room;
        answer(error, room);
      },
    );
  }

  leave(): void {
    this.room = undefined;
  }

  logout(): void {
    if (this.member) this.#server.visitors.delete(this.member.userUuid);
    this.member = undefined;
    this.room = undefined;
  }

  /** The IM that the meeting rides on is gone. */
  imLost(): void {
    this.#out('imLost');
  }

  #out(why: KitNews): void {
    if (!this.member) return;
    if (why === 'roomEnded' || why === 'removed') this.room = undefined;
    else this.logout();
    this.#tell(why);
  }
}
