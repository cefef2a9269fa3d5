import { z } from 'zod';
import { type Cloud, type MeetingAccount, normalAccid } from '../cloud/index.ts';
import { type Endpoint, endpoint, param } from '../http/endpoint.ts';
import { Refusal } from '../http/refusal.ts';
import { bind } from './bind.ts';
import { imToken, present } from './fields.ts';

const put = z.object({
  userToken: z.string().min(1).max(64).optional(),
  imToken: imToken.optional(),
  userName: z.string().max(64).optional(),
  icon: z.string().max(1024).optional(),
  assertNotExist: z.boolean().default(false),
  updateOnConflict: z.boolean().default(false),
});

const view = ({ userUuid, userToken, profile }: MeetingAccount) => ({
  userUuid,
  userToken,
  userName: profile.name ?? '',
  icon: profile.avatar ?? '',
});

/**
 * The call the vendor's sample servers make between 2020 and NERoom v3. A repeated call is harmless: an account that
 * exists is answered as it is, changed with `updateOnConflict`, or refused with 409 under `assertNotExist`.
 */
export function sampleApps(cloud: Cloud): Endpoint[] {
  const paths = ['', '/e', '/scene'].map((prefix) => `${prefix}/apps/:appKey/v1/users/:userUuid`);
  return [
    endpoint('PUT', paths, put, (call) => {
      const { appKey, body } = call;
      const userUuid = param(call, 'userUuid');
      if (param(call, 'appKey') !== appKey) throw new Refusal('forbidden', 'the path names another app');
      const profile = present({ name: body.userName, avatar: body.icon });
      const known = cloud.meetingAccount(appKey, userUuid);
      if (known !== undefined && body.assertNotExist) {
        throw new Refusal('accountExists', `meeting account ${userUuid} exists already`);
      }
      if (known === undefined) {
        const { userToken, imToken } = body;
        return view(bind(cloud, { appKey, userUuid, userToken, accid: normalAccid(userUuid), imToken, profile }));
      }
      if (body.updateOnConflict) {
        known.userToken = body.userToken ?? known.userToken;
        known.profile = { ...known.profile, ...profile };
      }
      return view(known);
    }),
  ];
}
