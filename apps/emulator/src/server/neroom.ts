import { z } from 'zod';
import type { Cloud, MeetingAccount } from '../cloud/index.ts';
import type { Dialect } from '../http/dialect.ts';
import { type Endpoint, endpoint, param } from '../http/endpoint.ts';
import { Refusal } from '../http/refusal.ts';
import { meetingAccount } from './accounts.ts';
import { bind } from './bind.ts';
import { present } from './fields.ts';
import type { Gate } from './gate.ts';
import { meetingDialect } from './meeting.ts';

/** NERoom v3 says the same as the current meeting API in snake case. */
export const neroomDialect = (gate: Gate): Dialect => ({
  ...meetingDialect(gate),
  render: ({ code, message, data, requestId, at, cost }) => ({
    code,
    msg: message,
    ts: at,
    request_id: requestId,
    cost: `${cost}ms`,
    ...(data === undefined ? {} : { data }),
  }),
});

/** Lower case only: unlike the IM server, this one does not lower-case for the caller. */
const userUuid = z.string().regex(/^[a-z0-9_@.-]{1,32}$/, 'lower-case letters, digits, _ @ . - and at most 32 of them');
const token = z.string().min(1).max(64);
const fields = {
  user_token: token.optional(),
  user_name: z.string().max(64).optional(),
  icon: z.string().max(1024).optional(),
} as const;

const view = ({ userUuid, userToken, profile }: MeetingAccount) => ({
  user_uuid: userUuid,
  user_token: userToken,
  user_name: profile.name ?? '',
  icon: profile.avatar ?? '',
});

/**
 * Create a NERoom account bound to the IM account of the same id, look accounts up, and change one. The lookup shows both
 * tokens, as the vendor's "get accounts in a batch" page has it.
 */
export function neroom(cloud: Cloud): Endpoint[] {
  return [
    endpoint(
      'POST',
      ['/neroom/v3/users'],
      z.object({ user_uuid: userUuid, im_token: token.optional(), ...fields }),
      ({ appKey, body }) => {
        const account = bind(cloud, {
          appKey,
          userUuid: body.user_uuid,
          userToken: body.user_token,
          accid: body.user_uuid,
          imToken: body.im_token,
          profile: present({ name: body.user_name, avatar: body.icon }),
        });
        return view(account);
      },
    ),
    endpoint('GET', ['/neroom/v3/users'], z.object({}), ({ appKey, query }) => {
      const wanted = query.getAll('user_uuids').flatMap((list) => list.split(','));
      if (wanted.length === 0) throw new Refusal('bodyInvalid', 'user_uuids is needed in the query');
      if (wanted.length > 100) throw new Refusal('bodyInvalid', 'user_uuids: at most 100');
      return wanted.flatMap((id) => {
        const account = cloud.meetingAccount(appKey, id);
        if (account === undefined) return [];
        return [{ ...view(account), im_token: cloud.imAccount(appKey, account.accid)?.token ?? '' }];
      });
    }),
    endpoint('PATCH', ['/neroom/v3/users/:userUuid'], z.object(fields), (call) => {
      const account = meetingAccount(cloud, call.appKey, param(call, 'userUuid'));
      const { user_token, user_name, icon } = call.body;
      if (user_token !== undefined) account.userToken = user_token;
      account.profile = { ...account.profile, ...present({ name: user_name, avatar: icon }) };
      return view(account);
    }),
  ];
}
