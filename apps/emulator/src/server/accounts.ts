import { createHash } from 'node:crypto';
import type { Cloud, ImAccount, MeetingAccount } from '../cloud/index.ts';
import { Refusal } from '../http/refusal.ts';

/**
 * A token nobody chose. Predictable on purpose, so that two runs of one scenario look the same under an injected
 * clock: nothing behind it is worth guarding.
 */
export function freshToken(cloud: Cloud, account: string): string {
  return createHash('sha256').update(`${account} ${cloud.nextId()} ${cloud.clock.now()}`).digest('hex').slice(0, 32);
}

/** The IM account, or a refusal. */
export function imAccount(cloud: Cloud, appKey: string, accid: string): ImAccount {
  const account = cloud.imAccount(appKey, accid);
  if (account === undefined) throw new Refusal('accountUnknown', `account ${accid} is not registered`);
  return account;
}

/** The meeting account, or a refusal. */
export function meetingAccount(cloud: Cloud, appKey: string, userUuid: string): MeetingAccount {
  const account = cloud.meetingAccount(appKey, userUuid);
  if (account === undefined) throw new Refusal('accountUnknown', `there is no meeting account ${userUuid}`);
  return account;
}

/** Disables or enables an IM account; with `kick`, its lines hear of it. */
export function setEnabled(cloud: Cloud, account: ImAccount, enabled: boolean, kick: boolean, extension = ''): void {
  account.enabled = enabled;
  if (kick && !enabled) cloud.kick({ appKey: account.appKey, accid: account.accid, reason: 2 }, extension);
}
