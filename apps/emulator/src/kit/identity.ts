import { type App, type Cloud, dynamicTokenHolds, type MeetingAccount } from '../cloud/index.ts';
import type { Call } from '../http/endpoint.ts';
import { Refusal } from '../http/refusal.ts';

/** Auth type 1 in the `authType` header: the token is a dynamic one. The web core sends `undefined` for the other kind. */
const DYNAMIC = '1';

/** Whose call this is, by its `user` and `token` headers; throws a `Refusal` with the vendor's reason. */
export function caller(cloud: Cloud, call: Call<unknown>): MeetingAccount {
  const user = call.headers.get('user') ?? '';
  const token = call.headers.get('token') ?? '';
  if (user === '' || token === '') throw new Refusal('headersMalformed', 'the headers user and token are needed');
  const account = cloud.meetingAccount(call.appKey, user);
  const app = cloud.app(call.appKey);
  // One answer for an unknown account and a wrong token: a login screen must not tell which accounts exist.
  if (account === undefined || app === undefined) throw new Refusal('tokenWrong', 'user or token not correct');
  if (call.headers.get('authType') === DYNAMIC) assertDynamic(app, account, token, cloud.clock.now());
  else if (account.userToken !== token) throw new Refusal('tokenWrong', 'user or token not correct');
  if (!account.enabled) throw new Refusal('accountDisabled', `meeting account ${user} is banned`);
  return account;
}

function assertDynamic(app: App, account: MeetingAccount, token: string, now: number): void {
  if (dynamicTokenHolds(token, app, account.userUuid, now)) return;
  // At time 0 nothing has expired, so what holds there has the right signature.
  if (dynamicTokenHolds(token, app, account.userUuid, 0)) {
    throw new Refusal('dynamicTokenExpired', 'the dynamic token has expired');
  }
  throw new Refusal('dynamicTokenWrong', 'the dynamic token was not made for this app and user');
}
