import { createHash, timingSafeEqual } from 'node:crypto';

/** What a dynamic token is made from. */
export interface DynamicTokenInput {
  readonly appKey: string;
  readonly appSecret: string;
  readonly accid: string;
  /** When it was made, milliseconds since the epoch. */
  readonly curTime: number;
  /** Seconds it is good for. */
  readonly ttl: number;
}

const sign = ({ appKey, accid, curTime, ttl, appSecret }: DynamicTokenInput): string =>
  createHash('sha1').update(`${appKey}${accid}${curTime}${ttl}${appSecret}`).digest('hex');

/**
 * A dynamic token as an app server makes it for the vendor's IM service (auth type 1): base64 of
 * `{signature, curTime, ttl}`, the signature being SHA-1 over appKey, accid, curTime, ttl and appSecret.
 */
export function dynamicToken(input: DynamicTokenInput): string {
  const { curTime, ttl } = input;
  return Buffer.from(JSON.stringify({ signature: sign(input), curTime, ttl })).toString('base64');
}

/** Whether the token was made with the app's secret for this account and is still good at `now`. */
export function dynamicTokenHolds(
  token: string,
  app: { readonly appKey: string; readonly appSecret: string },
  accid: string,
  now: number,
): boolean {
  const claims = parse(token);
  if (claims === undefined || now > claims.curTime + claims.ttl * 1000) return false;
  const wanted = Buffer.from(sign({ ...app, accid, curTime: claims.curTime, ttl: claims.ttl }));
  const given = Buffer.from(claims.signature);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

function parse(token: string): { signature: string; curTime: number; ttl: number } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const { signature, curTime, ttl } = json as Record<string, unknown>;
  if (typeof signature !== 'string' || typeof curTime !== 'number' || typeof ttl !== 'number') return undefined;
  return { signature, curTime, ttl };
}
