import { z } from 'zod';
import type { Cloud, ImAccount } from '../cloud/index.ts';
import type { Dialect } from '../http/dialect.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { freshToken, imAccount, setEnabled } from './accounts.ts';
import { imV1Codes } from './codes.ts';
import { accid, formFlag, imToken, present, profileV1 } from './fields.ts';
import type { Gate } from './gate.ts';

/** IM server API v1: form-encoded, code 200, fields beside the code. */
export const imV1Dialect = (gate: Gate): Dialect => ({
  service: 'server',
  media: 'form',
  ok: 200,
  codes: imV1Codes,
  authenticate: (call) => gate.admit(call),
  render: ({ code, message, data }) =>
    data === undefined && code !== 200 ? { code, desc: message } : { code, ...Object(data) },
});

const path = (action: string): string[] => [`/nimserver/user/${action}.action`];
const named = z.object({ accid });

const card = ({ accid, profile }: ImAccount) => ({ accid, ...profile });

/** A list of account ids in a form field: a JSON array, as the vendor has it. */
const accids = z.string().transform((text, context) => {
  try {
    return z.array(accid).min(1).max(200).parse(JSON.parse(text));
  } catch {
    context.addIssue('a JSON array of account ids, at most 200');
    return z.NEVER;
  }
});

/** Create, update, refresh, block, unblock and look up IM accounts. */
export function imV1(cloud: Cloud): Endpoint[] {
  return [
    endpoint('POST', path('create'), z.object({ accid, token: imToken.optional(), ...profileV1 }), (call) => {
      const { accid, token = freshToken(cloud, accid), ...profile } = call.body;
      const account = cloud.addImAccount({ appKey: call.appKey, accid, token, profile: present(profile) });
      return { info: { token: account.token, accid, name: account.profile.name ?? '' } };
    }),
    endpoint('POST', path('update'), z.object({ accid, token: imToken.optional(), ...profileV1 }), (call) => {
      const { accid, token, ...profile } = call.body;
      const account = imAccount(cloud, call.appKey, accid);
      if (token !== undefined) account.token = token;
      account.profile = { ...account.profile, ...present(profile) };
      return {};
    }),
    endpoint('POST', path('refreshToken'), named, (call) => {
      const account = imAccount(cloud, call.appKey, call.body.accid);
      account.token = freshToken(cloud, account.accid);
      return { info: { token: account.token, accid: account.accid } };
    }),
    endpoint('POST', path('block'), z.object({ accid, needkick: formFlag.default(false) }), (call) => {
      setEnabled(cloud, imAccount(cloud, call.appKey, call.body.accid), false, call.body.needkick);
      return {};
    }),
    endpoint('POST', path('unblock'), named, (call) => {
      setEnabled(cloud, imAccount(cloud, call.appKey, call.body.accid), true, false);
      return {};
    }),
    endpoint('POST', path('getUinfos'), z.object({ accids }), (call) => ({
      uinfos: call.body.accids.map((id) => card(imAccount(cloud, call.appKey, id))),
    })),
  ];
}
