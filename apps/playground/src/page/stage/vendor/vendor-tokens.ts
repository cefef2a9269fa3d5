import type { Setting, TokenKind, Tokens } from '@partyline/adapters/trace';
import { control } from './emulator.ts';

/** The tokens of a setting's people on the emulator. The same in every tab, until one is changed. */
export class VendorTokens implements Tokens {
  readonly #appKey: string;
  readonly #changes = new Map<string, number>();

  constructor({ appKey }: Setting) {
    this.#appKey = appKey;
  }

  /** Puts the people of a setting on the emulator, or finds them there, and gives them their first tokens. */
  async populate({ imAccounts, meetingAccounts }: Setting): Promise<void> {
    const appKey = this.#appKey;
    for (const accid of imAccounts) {
      await control('POST', 'im-accounts', { appKey, accid, token: this.im(accid) });
      await control('POST', 'tokens', { appKey, accid, token: this.im(accid) });
    }
    for (const { userUuid, accid } of meetingAccounts) {
      await control('POST', 'meeting-accounts', { appKey, userUuid, userToken: this.meeting(userUuid), accid });
      await control('POST', 'tokens', { appKey, userUuid, userToken: this.meeting(userUuid) });
    }
  }

  im(accid: string, kind: TokenKind = 'right'): string {
    return this.#token(`im-${accid.toLowerCase()}`, kind);
  }

  meeting(userUuid: string, kind: TokenKind = 'right'): string {
    return this.#token(`meeting-${userUuid.toLowerCase()}`, kind);
  }

  async changeIm(accid: string): Promise<void> {
    this.#change(`im-${accid.toLowerCase()}`);
    await control('POST', 'tokens', { appKey: this.#appKey, accid, token: this.im(accid) });
  }

  async changeMeeting(userUuid: string): Promise<void> {
    this.#change(`meeting-${userUuid.toLowerCase()}`);
    await control('POST', 'tokens', { appKey: this.#appKey, userUuid, userToken: this.meeting(userUuid) });
  }

  #change(whose: string): void {
    this.#changes.set(whose, (this.#changes.get(whose) ?? 0) + 1);
  }

  #token(whose: string, kind: TokenKind): string {
    if (kind === 'wrong') return `${whose}-wrong`;
    return `${whose}-${(this.#changes.get(whose) ?? 0) - (kind === 'old' ? 1 : 0)}`;
  }
}
