import type { Line } from './line.ts';

/**
 * How many clients of one account may be online at once (the vendor's console calls it the multi-client login policy):
 * one in all, one per platform (phones, computers, web), or up to `max` of any kind, the newest evicting the oldest.
 */
export type Policy = 'onePerAccount' | 'onePerPlatform' | { readonly max: number };

/** An app of the vendor's console. */
export interface App {
  readonly appKey: string;
  readonly appSecret: string;
  readonly policy: Policy;
}

/** Profile fields of an IM account, by the vendor's names of server API v1 (`name`, `icon`, `sign`, `email` …). */
export type Profile = Readonly<Record<string, string>>;

/** An IM account. `accid` is lower case: the vendor's server lower-cases it, and so does the emulator. */
export class ImAccount {
  readonly appKey: string;
  readonly accid: string;
  token: string;
  /** A disabled account is refused with 102422. */
  enabled: boolean;
  profile: Profile;
  /** One line by itself, several as a list: hardly an account has more than one. */
  #lines: Line | readonly Line[] | undefined;

  constructor(account: Pick<ImAccount, 'appKey' | 'accid' | 'token' | 'enabled' | 'profile'>) {
    this.appKey = account.appKey;
    this.accid = account.accid;
    this.token = account.token;
    this.enabled = account.enabled;
    this.profile = account.profile;
  }

  /** Its logged-in lines, oldest first, as they are now. No property of the object, so no export and no answer shows them. */
  get lines(): readonly Line[] {
    if (this.#lines === undefined) return none;
    return isList(this.#lines) ? this.#lines : [this.#lines];
  }

  set lines(lines: readonly Line[]) {
    this.#lines = lines.length > 1 ? lines : lines[0];
  }
}

const none: readonly Line[] = [];

const isList = (lines: Line | readonly Line[]): lines is readonly Line[] => Array.isArray(lines);

/** A meeting account and the IM account it is bound to. */
export interface MeetingAccount {
  readonly appKey: string;
  readonly userUuid: string;
  userToken: string;
  readonly accid: string;
  enabled: boolean;
  profile: Profile;
}

/** The one spelling of an account id that the vendor's server knows. */
export const normalAccid = (accid: string): string => accid.toLowerCase();
