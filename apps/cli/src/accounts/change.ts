import type { YunxinApi } from '@partyline/adapters/yunxin-api';
import { SessionError } from '@partyline/core';
import type { Report } from './report.ts';
import type { AccountWords } from './words.ts';

/** Makes a new token of an IM account, or of a meeting account. */
export async function renew(
  api: YunxinApi,
  id: string,
  meeting: boolean,
  words: AccountWords,
  signal: AbortSignal,
): Promise<Report> {
  if (meeting) {
    const { userUuid, userToken, accid } = await api.refreshMeetingToken(id, signal);
    const headline = `${words.meetingAccount} ${userUuid} ${words.renewedMeeting}`;
    const rows = [[words.token, userToken] as const];
    return { type: 'meetingAccount', record: { userUuid, accid, userToken }, headline, rows, note: words.keep };
  }
  const { accid, token } = await api.refreshImToken(id, signal);
  const headline = `${words.imAccount} ${accid} ${words.renewedIm}`;
  return { type: 'imAccount', record: { accid, token }, headline, rows: [[words.token, token]], note: words.keep };
}

export async function setEnabled(
  api: YunxinApi,
  accid: string,
  enabled: boolean,
  words: AccountWords,
  signal: AbortSignal,
): Promise<Report> {
  await api.setImAccountEnabled(accid, enabled, signal);
  return {
    type: 'imAccount',
    record: { accid: accid.toLowerCase(), enabled },
    headline: `${words.imAccount} ${accid.toLowerCase()} ${enabled ? words.enabled : words.disabled}`,
    ...(!enabled && { note: words.stays }),
  };
}

export async function kick(api: YunxinApi, accid: string, words: AccountWords, signal: AbortSignal): Promise<Report> {
  await api.kick(accid, signal);
  const record = { accid: accid.toLowerCase(), kicked: true };
  return { type: 'imAccount', record, headline: `${words.imAccount} ${accid.toLowerCase()} ${words.kicked}` };
}

/** Shows what the server has under an id: the IM account, the meeting account, and whether they belong together. */
export async function show(api: YunxinApi, id: string, words: AccountWords, signal: AbortSignal): Promise<Report> {
  // A meeting account's id may be one that no IM account can have.
  const im = /^[\w@.-]{1,32}$/.test(id) ? await api.findImAccount(id, signal) : undefined;
  const meeting = await api.findMeetingAccount(id, signal);
  const bound = meeting && (await api.boundAccid(meeting.userUuid, signal));
  if (!im && !meeting) {
    throw new SessionError('badCredentials', {
      message: `there is neither an IM account nor a meeting account "${id}"`,
    });
  }
  const state = (enabled: boolean | undefined) =>
    enabled === undefined ? '' : ` (${enabled ? words.enabled : words.disabled})`;
  return {
    type: 'accounts',
    record: { im: im ?? null, meeting: meeting ?? null, boundAccid: bound ?? null },
    headline: id,
    rows: [
      [words.imAccount, im ? `${im.accid}${state(im.enabled)}` : words.none],
      [words.meetingAccount, meeting ? `${meeting.userUuid}${state(meeting.enabled)}` : words.none],
      ...(meeting ? [[words.bound, bound ?? words.unknown] as const] : []),
    ],
  };
}
