import type { Context } from 'hono';
import type { RawCall } from './dialect.ts';

/** A request as it came in, its body not yet read. */
export function rawCall(context: Context): RawCall {
  const url = new URL(context.req.url);
  return {
    method: context.req.method,
    path: context.req.path,
    params: context.req.param() as Record<string, string>,
    query: url.searchParams,
    headers: context.req.raw.headers,
    host: url.host,
    body: undefined,
  };
}

const accountFields = ['account_id', 'accid', 'imAccid', 'userUuid', 'user_uuid', 'accountId'] as const;

/** Which account a call is about: for faults and for the event stream. */
export function accountOf(call: RawCall): string | undefined {
  const fields = typeof call.body === 'object' && call.body !== null ? (call.body as Record<string, unknown>) : {};
  for (const name of accountFields) {
    const value = call.params[name] ?? fields[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return call.headers.get('user') || undefined;
}
