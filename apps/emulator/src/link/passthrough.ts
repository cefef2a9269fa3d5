import { checked } from '../checked.ts';
import type { ProxyRequest } from '../cloud/index.ts';
import { proxyAnswer } from '../controls/schemas.ts';
import type { Connection } from './connection.ts';
import { codes, Refusal } from './refusal.ts';
import type { Property } from './wire/index.ts';

/** Tags of a passthrough call and of its answer. */
const tag = { zone: 1, path: 2, method: 3, header: 4, body: 5 } as const;
/** The current SDK numbers the methods; the legacy one passes on what the app wrote, or nothing. */
const methods: Readonly<Record<string, ProxyRequest['method']>> = {
  '1': 'GET',
  '2': 'POST',
  '3': 'PUT',
  '4': 'DELETE',
  GET: 'GET',
  POST: 'POST',
  PUT: 'PUT',
  DELETE: 'DELETE',
};

/** Carries a client's HTTP request to whoever answers the path behind the link. */
export async function passthrough(connection: Connection, request: Property): Promise<readonly [Property] | Refusal> {
  const { account } = connection.requireLine();
  const method = methods[request.get(tag.method) ?? '2'];
  const path = request.get(tag.path) ?? '';
  if (method === undefined || path === '') return new Refusal(codes.parameter);
  const answered = await connection.cloud.passthrough.answer({
    appKey: account.appKey,
    accid: account.accid,
    zone: request.get(tag.zone) ?? '',
    path,
    method,
    header: request.get(tag.header) ?? '',
    body: request.get(tag.body) ?? '',
  });
  const answer = checked(`what onPassthrough's handler answers`, proxyAnswer, answered);
  if (answer.code !== undefined && answer.code !== 200) return new Refusal(answer.code);
  return [
    new Map([
      [tag.header, answer.header ?? ''],
      [tag.body, answer.body],
    ]),
  ];
}
