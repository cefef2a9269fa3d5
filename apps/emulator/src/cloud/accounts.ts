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
export interface ImAccount {
  readonly appKey: string;
  readonly accid: string;
  token: string;
  /** A disabled account is refused with 102422. */
  enabled: boolean;
  profile: Profile;
}

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
