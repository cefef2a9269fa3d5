import { z } from 'zod';
import type { Cloud, MeetingAccount } from '../cloud/index.ts';
import type { Dialect } from '../http/dialect.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { Refusal } from '../http/refusal.ts';
import { freshToken, meetingAccount } from './accounts.ts';
import { bind } from './bind.ts';
import { meeting2020Codes } from './codes.ts';
import { accid, imToken } from './fields.ts';
import type { Gate } from './gate.ts';

/** This generation's signatures are good for one minute only. */
const WINDOW_2020_MS = 60 * 1000;

/** The meeting server API of 2020: code 200, the data in `ret`. */
export const meeting2020Dialect = (gate: Gate): Dialect => ({
  service: 'server',
  media: 'either',
  ok: 200,
  codes: meeting2020Codes,
  authenticate: (call) => gate.admit(call, WINDOW_2020_MS),
  render: ({ code, message, data, requestId, cost }) => ({
    code,
    msg: message,
    requestId,
    costTime: cost,
    ...(data === undefined ? {} : { ret: data }),
  }),
});

const shortId = z.string().regex(/^\d{1,16}$/, 'up to 16 digits');
const accountId = z.string().min(1).max(64);

const view = ({ userUuid, profile }: MeetingAccount) => ({
  accountId: userUuid,
  personalMeetingId: profile.privateMeetingNum ?? '',
  shortId: profile.shortMeetingNum ?? '',
});
const withToken = (account: MeetingAccount) => ({ ...view(account), accountToken: account.userToken });

/** Create a meeting account bound to an IM account, look it up from either side, and change it. */
export function meeting2020(cloud: Cloud): Endpoint[] {
  const path = (call: string): string[] => [`/v1/account/${call}`];
  const assertFree = (appKey: string, short: string | undefined): void => {
    const taken = cloud
      .exportState()
      .meetingAccounts.some((other) => other.appKey === appKey && other.profile?.shortMeetingNum === short);
    if (short !== undefined && taken) throw new Refusal('shortIdTaken', `short id ${short} is taken`);
  };
  return [
    endpoint(
      'POST',
      path('create'),
      z.object({ imAccid: accid.optional(), imToken: imToken.optional(), shortId: shortId.optional() }),
      ({ appKey, body }) => {
        assertFree(appKey, body.shortId);
        if (body.imAccid !== undefined && body.imToken === undefined) {
          throw new Refusal('bodyInvalid', 'imToken: needed beside imAccid');
        }
        const id = body.imAccid ?? freshToken(cloud, 'meeting account');
        const account = bind(cloud, {
          appKey,
          userUuid: id,
          accid: id,
          imToken: body.imToken,
          profile: {
            privateMeetingNum: String(1_000_000_000 + cloud.nextId()),
            ...(body.shortId === undefined ? {} : { shortMeetingNum: body.shortId }),
          },
        });
        return withToken(account);
      },
    ),
    endpoint('POST', path('getByImAccid'), z.object({ imAccid: accid }), ({ appKey, body }) => {
      const account = cloud.meetingAccountOf(appKey, body.imAccid);
      if (account !== undefined) return view(account);
      if (cloud.imAccount(appKey, body.imAccid) === undefined) {
        throw new Refusal('imUnknown', `there is no IM account ${body.imAccid}`);
      }
      throw new Refusal('imUnbound', `IM account ${body.imAccid} has no meeting account`);
    }),
    endpoint('POST', path('getByAccountId'), z.object({ accountId }), ({ appKey, body }) =>
      view(meetingAccount(cloud, appKey, body.accountId)),
    ),
    endpoint('POST', path('updateToken'), z.object({ accountId }), ({ appKey, body }) => {
      const account = meetingAccount(cloud, appKey, body.accountId);
      account.userToken = freshToken(cloud, account.userUuid);
      return withToken(account);
    }),
    endpoint('POST', path('updateShortId'), z.object({ accountId, shortId }), ({ appKey, body }) => {
      const account = meetingAccount(cloud, appKey, body.accountId);
      if (account.profile.shortMeetingNum !== body.shortId) assertFree(appKey, body.shortId);
      account.profile = { ...account.profile, shortMeetingNum: body.shortId };
      return view(account);
    }),
  ];
}
