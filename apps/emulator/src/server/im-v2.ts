import { z } from 'zod';
import type { Cloud, ImAccount } from '../cloud/index.ts';
import type { Dialect } from '../http/dialect.ts';
import { type Endpoint, endpoint, param } from '../http/endpoint.ts';
import { freshToken, imAccount, setEnabled } from './accounts.ts';
import { imV2Codes } from './codes.ts';
import { accid, imToken, present } from './fields.ts';
import type { Gate } from './gate.ts';
import { kickDevices } from './kick.ts';

/** IM server API v2: JSON, code 200, everything in `data`, an empty object when refused. */
export const imV2Dialect = (gate: Gate): Dialect => ({
  service: 'server',
  media: 'json',
  ok: 200,
  codes: imV2Codes,
  authenticate: (call) => gate.admit(call),
  render: ({ code, message, data }) => ({ code, msg: message, data: data ?? {} }),
});

const configuration = z.object({ enabled: z.boolean() }).partial();
const extension = z.string().max(256).optional();

/** The v2 names of the profile fields, which are kept under their v1 names. */
const information = z
  .object({
    name: z.string().max(64),
    avatar: z.string().max(1024),
    sign: z.string().max(256),
    email: z.string().max(64),
    birthday: z.string().max(16),
    mobile: z.string().max(32),
    gender: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    extension: z.string().max(1024),
  })
  .partial()
  .transform(({ avatar, birthday, extension: ex, ...same }) => present({ ...same, icon: avatar, birth: birthday, ex }));

const created = z.object({
  account_id: accid,
  token: imToken.optional(),
  configuration: configuration.optional(),
  user_information: information.optional(),
});

const updated = z.object({
  token: imToken.optional(),
  configuration: configuration.optional(),
  need_kick: z.boolean().default(false),
  kick_notify_extension: extension,
});

const disabled = z.object({
  enabled: z.boolean(),
  need_kick: z.boolean().default(false),
  kick_notify_extension: extension,
});

const kicked = z.object({
  type: z.number().int().optional(),
  device_id_list: z.array(z.string()).default([]),
  kick_notify_extension: extension,
});

const withoutToken = ({ accid, enabled }: ImAccount) => ({ account_id: accid, configuration: { enabled } });
const withToken = (account: ImAccount) => ({ ...withoutToken(account), token: account.token });

function userInformation({ profile }: ImAccount): Record<string, unknown> {
  const { icon, birth, ex, gender, ...same } = profile;
  const renamed = { ...same, avatar: icon, birthday: birth, extension: ex };
  return { ...renamed, gender: gender === undefined ? undefined : Number(gender) };
}

/** Create, update, look up, refresh, disable and kick IM accounts. */
export function imV2(cloud: Cloud): Endpoint[] {
  const one = ['/im/v2/accounts/:accid'];
  const action = (name: string): string[] => [`/im/v2/accounts/:accid/actions/${name}`];
  const target = (call: Parameters<Endpoint['run']>[0]): ImAccount =>
    imAccount(cloud, call.appKey, param(call, 'accid'));
  return [
    endpoint('POST', ['/im/v2/accounts'], created, ({ appKey, body }) => {
      const account = cloud.addImAccount({
        appKey,
        accid: body.account_id,
        token: body.token ?? freshToken(cloud, body.account_id),
        enabled: body.configuration?.enabled ?? true,
        profile: body.user_information ?? {},
      });
      return { ...withToken(account), user_information: userInformation(account) };
    }),
    endpoint('GET', one, z.object({}), (call) => withoutToken(target(call))),
    endpoint('PATCH', one, updated, (call) => {
      const { token, configuration, need_kick, kick_notify_extension } = call.body;
      const account = target(call);
      if (token !== undefined) account.token = token;
      if (configuration?.enabled !== undefined) {
        setEnabled(cloud, account, configuration.enabled, need_kick, kick_notify_extension);
      }
      return withoutToken(account);
    }),
    endpoint('PATCH', action('refresh_token'), z.object({}), (call) => {
      const account = target(call);
      account.token = freshToken(cloud, account.accid);
      return withToken(account);
    }),
    endpoint('PATCH', action('disable'), disabled, (call) => {
      const { enabled, need_kick, kick_notify_extension } = call.body;
      const account = target(call);
      setEnabled(cloud, account, enabled, need_kick, kick_notify_extension);
      return withoutToken(account);
    }),
    endpoint('POST', action('kick'), kicked, (call) =>
      kickDevices(cloud, target(call), call.body.device_id_list, call.body.kick_notify_extension),
    ),
  ];
}
