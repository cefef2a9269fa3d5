import type { Cloud, MeetingAccount, Profile } from '../cloud/index.ts';
import { Refusal } from '../http/refusal.ts';
import { freshToken } from './accounts.ts';

/** A meeting account to create and the IM account it is to be bound to. */
export interface Binding {
  readonly appKey: string;
  readonly userUuid: string;
  readonly userToken?: string | undefined;
  /** The IM account's id; created when `imToken` is absent. */
  readonly accid: string;
  /** Present: bind the existing IM account that has this token. Absent: create the IM account, too. */
  readonly imToken?: string | undefined;
  readonly profile?: Profile;
}

const LEGAL_ACCID = /^[A-Za-z0-9_@.-]{1,32}$/;

/**
 * Creates a meeting account bound one to one to an IM account, by the rules of the vendor's "create account" pages:
 * with an IM token the IM account must exist and the token must be its own; without one the IM account is created,
 * which fails if it exists already. All or nothing.
 */
export function bind(cloud: Cloud, binding: Binding): MeetingAccount {
  const { appKey, userUuid, accid, imToken } = binding;
  if (cloud.meetingAccount(appKey, userUuid) !== undefined) {
    throw new Refusal('accountExists', `meeting account ${userUuid} exists already`);
  }
  const im = cloud.imAccount(appKey, accid);
  if (imToken === undefined) {
    if (im !== undefined) throw new Refusal('imExists', `IM account ${accid} exists already: send its imToken`);
    if (!LEGAL_ACCID.test(accid)) throw new Refusal('imCreateFailed', `${userUuid} cannot be an IM account id`);
    cloud.addImAccount({ appKey, accid, token: freshToken(cloud, accid) });
  } else {
    if (im === undefined) throw new Refusal('imUnknown', `there is no IM account ${accid}`);
    if (im.token !== imToken) throw new Refusal('imTokenWrong', `this is not the token of IM account ${accid}`);
    if (!im.enabled) throw new Refusal('imDisabled', `IM account ${accid} is disabled`);
    if (cloud.meetingAccountOf(appKey, accid) !== undefined) {
      throw new Refusal('imBound', `IM account ${accid} is bound to a meeting account already`);
    }
  }
  return cloud.addMeetingAccount({
    appKey,
    userUuid,
    userToken: binding.userToken ?? freshToken(cloud, userUuid),
    accid,
    profile: binding.profile ?? {},
  });
}
