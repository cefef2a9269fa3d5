import type { Connection } from './connection.ts';
import type { Property } from './wire/index.ts';

/** The profile fields of server API v1, by the tags the link carries them under. */
const tags: Readonly<Record<string, number>> = {
  name: 3,
  icon: 4,
  sign: 5,
  gender: 6,
  email: 7,
  birth: 8,
  mobile: 9,
  ex: 10,
};

/** The profiles of those accounts that exist. */
export function describeUsers(connection: Connection, accids: readonly string[]): readonly [readonly Property[]] {
  const { appKey } = connection.requireLine().account;
  const users: Property[] = [];
  for (const accid of accids) {
    const account = connection.cloud.imAccount(appKey, accid);
    if (account === undefined) continue;
    const user = new Map([[1, account.accid]]);
    for (const [field, text] of Object.entries(account.profile)) {
      const tag = tags[field];
      if (tag !== undefined) user.set(tag, text);
    }
    users.push(user);
  }
  return [users];
}
