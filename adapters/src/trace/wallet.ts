import type { MemoryServer } from '../memory/server.ts';
import type { TokenKind } from './act.ts';
import type { Setting } from './setting.ts';

/** The tokens of everybody in a setting. They are made here and never leave but to a login. */
export class Wallet {
  readonly #server: MemoryServer;
  readonly #changes = new Map<string, number>();

  /** Puts the people and the rooms of a setting on the server. */
  constructor(server: MemoryServer, { imAccounts, meetingAccounts, rooms }: Setting) {
    this.#server = server;
    for (const accid of imAccounts) server.addImAccount({ accid, token: this.im(accid) });
    for (const account of meetingAccounts) {
      server.addMeetingAccount({ ...account, token: this.meeting(account.userUuid) });
    }
    for (const meetingNum of rooms) server.addRoom({ meetingNum });
  }

  im(accid: string, kind: TokenKind = 'right'): string {
    return this.#token(`im-${accid.toLowerCase()}`, kind);
  }

  meeting(userUuid: string, kind: TokenKind = 'right'): string {
    return this.#token(`meeting-${userUuid.toLowerCase()}`, kind);
  }

  changeIm(accid: string): void {
    this.#change(`im-${accid.toLowerCase()}`);
    this.#server.setImToken(accid, this.im(accid));
  }

  changeMeeting(userUuid: string): void {
    this.#change(`meeting-${userUuid.toLowerCase()}`);
    this.#server.setMeetingToken(userUuid, this.meeting(userUuid));
  }

  #change(whose: string): void {
    this.#changes.set(whose, (this.#changes.get(whose) ?? 0) + 1);
  }

  #token(whose: string, kind: TokenKind): string {
    if (kind === 'wrong') return `${whose}-wrong`;
    return `${whose}-${(this.#changes.get(whose) ?? 0) - (kind === 'old' ? 1 : 0)}`;
  }
}
