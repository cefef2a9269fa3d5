import { z } from 'zod';
import { type Cloud, type MeetingAccount, normalAccid } from '../cloud/index.ts';
import type { Dialect } from '../http/dialect.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { Refusal } from '../http/refusal.ts';
import { freshToken, meetingAccount } from './accounts.ts';
import { bind } from './bind.ts';
import { meetingCodes } from './codes.ts';
import { imToken, present } from './fields.ts';
import type { Gate } from './gate.ts';

/** The current meeting server API: JSON, code 0, `requestId`, `ts` and `cost` beside `data`. */
export const meetingDialect = (gate: Gate): Dialect => ({
  service: 'server',
  media: 'json',
  ok: 0,
  codes: meetingCodes,
  authenticate: (call) => gate.admit(call),
  render: ({ code, message, data, requestId, at, cost }) => ({
    code,
    msg: message,
    requestId,
    ts: at,
    cost: `${cost}ms`,
    ...(data === undefined ? {} : { data }),
  }),
});

const userUuid = z.string().min(1).max(64);
const profile = {
  name: z.string().max(64).optional(),
  shortMeetingNum: z.string().max(16).optional(),
  sipCid: z.string().max(32).optional(),
  avatar: z.string().max(1024).optional(),
  phoneNumber: z.string().max(32).optional(),
  email: z.string().max(128).optional(),
} as const;

const added = z.object({
  userUuid: userUuid.optional(),
  imToken: imToken.optional(),
  ...profile,
  returnGeneratedPassword: z.boolean().default(false),
  departments: z.array(z.unknown()).optional(),
});

const view = (account: MeetingAccount) => {
  const { password, ...visible } = account.profile;
  return { userUuid: account.userUuid, ...visible, state: account.enabled ? 1 : 2 };
};

/** Both spellings are in use: the vendor's pages say `/e`, the web core of 2024 says `/scene`. */
const paths = (...calls: string[]): string[] =>
  ['/e', '/scene'].flatMap((prefix) => calls.map((call) => `${prefix}/meeting/api/${call}`));
const anyVersion = (call: string): string[] => paths(`v1/${call}`, `v2/${call}`);

/** Meeting accounts, each bound to the IM account of the same id. */
export function meeting(cloud: Cloud): Endpoint[] {
  const named = z.object({ userUuid });
  return [
    endpoint('POST', paths('v2/add-user'), added, ({ appKey, body }) => {
      const { imToken, returnGeneratedPassword, departments = [], ...rest } = body;
      const id = body.userUuid ?? freshToken(cloud, 'meeting account');
      const { userUuid: _, ...fields } = rest;
      const password = freshToken(cloud, 'password').slice(0, 12);
      const privateMeetingNum = String(1_000_000_000 + cloud.nextId());
      const account = bind(cloud, {
        appKey,
        userUuid: id,
        accid: normalAccid(id),
        imToken,
        profile: { name: '', ...present(fields), privateMeetingNum, ...(returnGeneratedPassword ? { password } : {}) },
      });
      const shown = returnGeneratedPassword ? { password } : {};
      return { ...view(account), userToken: account.userToken, ...shown, departments };
    }),
    endpoint('GET', anyVersion('batch-get-user'), z.object({}), ({ appKey, query }) => {
      const wanted = query.getAll('userUuids').flatMap((list) => list.split(','));
      if (wanted.length === 0) throw new Refusal('bodyInvalid', 'userUuids is needed in the query');
      return wanted.flatMap((id) => {
        const account = cloud.meetingAccount(appKey, id);
        return account === undefined ? [] : [view(account)];
      });
    }),
    endpoint('POST', anyVersion('update-user'), named.extend(profile), ({ appKey, body }) => {
      const { userUuid: id, ...fields } = body;
      const account = meetingAccount(cloud, appKey, id);
      account.profile = { ...account.profile, ...present(fields) };
      return view(account);
    }),
    ...(['ban-user', 'unban-user'] as const).map((call) =>
      endpoint('POST', anyVersion(call), named, ({ appKey, body }) => {
        meetingAccount(cloud, appKey, body.userUuid).enabled = call === 'unban-user';
        return {};
      }),
    ),
    endpoint('POST', anyVersion('delete-user'), named, ({ appKey, body }) => {
      meetingAccount(cloud, appKey, body.userUuid);
      cloud.removeMeetingAccount(appKey, body.userUuid);
      return {};
    }),
    endpoint('POST', anyVersion('refresh-user-token'), named, ({ appKey, body }) => {
      const account = meetingAccount(cloud, appKey, body.userUuid);
      account.userToken = freshToken(cloud, account.userUuid);
      return { userUuid: account.userUuid, userToken: account.userToken };
    }),
  ];
}
