import type { YunxinApi } from '@partyline/adapters/yunxin-api';
import { type ImAccountRecord, isSessionError, type MeetingAccountRecord, type Secret } from '@partyline/core';
import type { Report } from './report.ts';
import type { AccountWords } from './words.ts';

/** The codes of the generations for "it exists already". */
const exists: readonly unknown[] = [409, 414, 1019];

/** What the server has, or what it answers when the account was there and its token cannot be told. */
async function orExisting<T>(created: Promise<T>, isThere: () => Promise<boolean>): Promise<T | undefined> {
  try {
    return await created;
  } catch (error) {
    if (isSessionError(error) && exists.includes(error.vendor?.code) && (await isThere())) return undefined;
    throw error;
  }
}

/** Creates an IM account. The same request again is no error, also where the server cannot compare the token. */
export async function createIm(
  api: YunxinApi,
  accid: string,
  given: Secret | undefined,
  words: AccountWords,
  signal: AbortSignal,
): Promise<Report> {
  const before = await api.findImAccount(accid, signal);
  const request = { accid, ...(given && { token: given.open() }) };
  const isThere = async () => {
    if (!before || !given) return before !== undefined;
    const { imToken } = await api.checkTokens({ userUuid: accid, imToken: given.open() }, signal);
    return imToken !== 'other';
  };
  const account: ImAccountRecord | undefined = await orExisting(api.createImAccount(request, signal), isThere);
  const id = account?.accid ?? before?.accid ?? accid;
  // A token that was given is known already and need not lie about on the screen.
  const token = given ? undefined : account?.token;
  const created = before === undefined;
  return {
    type: 'imAccount',
    record: { accid: id, created, tokenKnown: account !== undefined, ...(token && { token }) },
    headline: `${words.imAccount} ${id} ${created ? words.created : words.existed}`,
    ...(token && { rows: [[words.token, token]] }),
    ...(account ? created && token && { note: words.keep } : { note: words.uncompared }),
  };
}

/** Creates the meeting account of an IM account. */
export async function createMeeting(
  api: YunxinApi,
  accid: string,
  imToken: Secret,
  words: AccountWords,
  signal: AbortSignal,
): Promise<Report> {
  const before = await api.findMeetingAccount(accid.toLowerCase(), signal);
  const request = { userUuid: accid, accid, imToken: imToken.open() };
  const account: MeetingAccountRecord | undefined = await orExisting(
    api.createMeetingAccount(request, signal),
    async () => before !== undefined,
  );
  const userUuid = account?.userUuid ?? before?.userUuid ?? accid;
  const bound = account?.accid ?? (await api.boundAccid(userUuid, signal));
  const created = before === undefined && account !== undefined;
  return {
    type: 'meetingAccount',
    record: { userUuid, accid: bound ?? null, created, ...(account && { userToken: account.userToken }) },
    headline: `${words.meetingAccount} ${userUuid} ${created ? words.created : words.existed}`,
    rows: [[words.bound, bound ?? words.unknown], ...(account ? [[words.token, account.userToken] as const] : [])],
    ...(account ? created && { note: words.keep } : { note: words.uncompared }),
  };
}
