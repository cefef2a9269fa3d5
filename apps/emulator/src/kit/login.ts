import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Cloud, MeetingAccount } from '../cloud/index.ts';
import { type Endpoint, endpoint, param } from '../http/endpoint.ts';
import { Refusal } from '../http/refusal.ts';
import { freshToken } from '../server/accounts.ts';
import { kitPaths } from './dialect.ts';
import { caller } from './identity.ts';

const nothing = z.unknown();

/**
 * What a login answers. `userUuid` is the id of the bound IM account: the web core logs in to the IM with it, and
 * compares it with the account of an IM it was told to reuse.
 */
function loginAnswer(cloud: Cloud, account: MeetingAccount): Record<string, string> {
  const im = cloud.imAccount(account.appKey, account.accid);
  if (im === undefined) throw new Refusal('imUnknown', `there is no IM account ${account.accid}`);
  return {
    userUuid: im.accid,
    userToken: account.userToken,
    imKey: account.appKey,
    imToken: im.token,
    rtcKey: 'no-media-here',
    privateMeetingNum: account.profile.privateMeetingNum ?? '',
  };
}

const accountInfo = ({ accid, profile }: MeetingAccount) => ({
  userUuid: accid,
  nickname: profile.name ?? '',
  avatar: profile.avatar ?? '',
  privateMeetingNum: profile.privateMeetingNum ?? '',
  shortMeetingNum: profile.shortMeetingNum ?? '',
  settings: {},
});

/** What the kit calls to initialise and to log in. */
export function loginEndpoints(cloud: Cloud): Endpoint[] {
  return [
    // The environment: points the kit's own IM at the link on the port the question came in on.
    endpoint('GET', kitPaths('apps', 'v1/skuEnv'), nothing, ({ host }) => ({
      im: {
        weblbsUrl: `http://${host}/lbs/webconf.jsp`,
        link_web: host,
        websdkSsl: false,
        https_enabled: false,
        nos_uploader: '',
        nos_downloader: '',
        nos_lbs: '',
      },
    })),
    endpoint('GET', kitPaths('meeting', 'v1/config'), nothing, () => ({
      appConfig: { APP_ROOM_RESOURCE: {}, MEETING_CLIENT_CONFIG: {} },
    })),
    endpoint('GET', kitPaths('meeting', 'v1/account/info'), nothing, (call) => accountInfo(caller(cloud, call))),
    endpoint('POST', kitPaths('apps', 'v1/login'), nothing, (call) => loginAnswer(cloud, caller(cloud, call))),
    endpoint('POST', kitPaths('apps', 'v1/checkToken'), nothing, (call) => {
      caller(cloud, call);
      return {};
    }),
    endpoint('POST', kitPaths('apps', 'v1/anonymous/login'), nothing, ({ appKey }) =>
      loginAnswer(cloud, temporaryAccount(cloud, appKey)),
    ),
    endpoint('POST', kitPaths('meeting', 'v1/login/:username'), z.object({ password: z.string() }), (call) => {
      const account = cloud.meetingAccount(call.appKey, param(call, 'username'));
      const password = account?.profile.password;
      if (account === undefined || password === undefined || passwordHash(password) !== call.body.password) {
        throw new Refusal('tokenWrong', 'user name or password not correct');
      }
      if (!account.enabled) throw new Refusal('accountDisabled', `meeting account ${account.userUuid} is banned`);
      return { ...accountInfo(account), userUuid: account.userUuid, userToken: account.userToken };
    }),
  ];
}

/** What the kit sends instead of a password. */
const passwordHash = (password: string): string => createHash('md5').update(`${password}@yiyong.im`).digest('hex');

/** A guest: an IM account and a meeting account of their own, made up on the spot. */
function temporaryAccount(cloud: Cloud, appKey: string): MeetingAccount {
  const accid = `guest-${cloud.nextId()}`;
  cloud.addImAccount({ appKey, accid, token: freshToken(cloud, accid) });
  return cloud.addMeetingAccount({ appKey, userUuid: accid, userToken: freshToken(cloud, accid), accid });
}
