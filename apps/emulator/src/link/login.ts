import { type App, dynamicTokenHolds, type ImAccount, normalAccid } from '../cloud/index.ts';
import { ClientLine } from './client-line.ts';
import type { Connection } from './connection.ts';
import type { Dialect } from './dialect.ts';
import { loginTag as tag } from './login-tag.ts';
import { displaced } from './policy.ts';
import { codes, Refusal } from './refusal.ts';
import type { Property } from './wire/index.ts';

/** Logs a client in, or says why not. The newest client wins, unless it only reconnects by itself: then it is refused. */
export function login(connection: Connection, request: Property, dialect: Dialect): ClientLine | Refusal {
  if (connection.line !== undefined) return new Refusal(codes.forbidden);
  const { cloud } = connection;
  const app = cloud.app(request.get(tag.appKey) ?? '');
  if (app === undefined) return new Refusal(codes.appKeyNotExist);
  const account = cloud.imAccount(app.appKey, request.get(tag.accid) ?? '');
  if (account === undefined) return new Refusal(codes.accountNotExist);
  if (!account.enabled) return new Refusal(codes.accountBanned);
  if (!tokenHolds(request, app, account, cloud.clock.now())) return new Refusal(codes.invalidToken);

  const line = new ClientLine(connection, account, dialect, request);
  for (const other of cloud.lines.of(account)) if (isSameClient(other, line)) other.drop();
  const leaving = displaced(app.policy, cloud.lines.of(account), line);
  if (leaving.length > 0 && request.get(tag.appLogin) === '0') return new Refusal(codes.multiLoginForbidden);
  for (const other of leaving) other.kick(1, '', line);
  cloud.lines.add(line);
  connection.loggedIn(line);
  return line;
}

/**
 * Auth type 0 is the account's own token, 1 a token signed with the app's secret. Type 2 asks the app's own server on the
 * real service; the emulator knows no such server and takes the account's own token for its yes.
 */
function tokenHolds(request: Property, app: App, account: ImAccount, now: number): boolean {
  const token = request.get(tag.token) ?? '';
  // The vendor's client signs with the accid as its app wrote it, which the server only knows in lower case.
  if (request.get(tag.authType) === '1') {
    const written = request.get(tag.accid) ?? '';
    return [written, normalAccid(written)].some((accid) => dynamicTokenHolds(token, app, accid, now));
  }
  return token === account.token;
}

/** A client that comes back before the server noticed that it had gone. */
const isSameClient = (other: unknown, line: ClientLine): boolean =>
  other instanceof ClientLine &&
  line.session !== '' &&
  other.session === line.session &&
  other.deviceId === line.deviceId;
