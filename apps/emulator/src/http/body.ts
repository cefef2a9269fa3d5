import type { Dialect } from './dialect.ts';
import { Refusal } from './refusal.ts';

/** The largest body a vendor call or a control may have, in bytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * How much of a body that is too large is still read, and thrown away: a caller that is cut off while it writes never
 * hears why. Beyond this it is cut off.
 */
const MAX_DISCARDED_BYTES = 16 * MAX_BODY_BYTES;

/** Reads a request's body as the dialect wants it. An empty body is `undefined`: some calls have none. */
export async function readBody(request: Request, media: Dialect['media']): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'HEAD' || request.body === null) return undefined;
  const text = await readText(request);
  if (text === '') return undefined;
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded' && media !== 'json') {
    return Object.fromEntries(new URLSearchParams(text));
  }
  if (type !== 'application/json' || media === 'form') {
    const wanted = media === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
    throw new Refusal('mediaType', `the body must be ${wanted}`);
  }
  return parseJson(text);
}

/** Parses a body as JSON whatever it calls itself; the message never repeats the text, which may hold a token. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('bodyInvalid', 'the body is not JSON');
  }
}

/** The body as text, or a refusal when it is larger than `most` bytes or the caller goes away while it sends it. */
export async function readText(request: Request, most = MAX_BODY_BYTES): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of request.body ?? []) {
      size += part.byteLength;
      if (size > Math.max(most, MAX_DISCARDED_BYTES)) break;
      if (size <= most) parts.push(part);
      else parts.length = 0;
    }
  } catch {
    throw new Refusal('bodyInvalid', 'the body ended before it was complete');
  }
  if (size > most) throw new Refusal('bodyInvalid', `the body is larger than ${most} bytes`);
  return Buffer.concat(parts).toString('utf8');
}
