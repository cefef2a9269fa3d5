import { SessionError } from '@partyline/core';
import type { Surface } from './codes.ts';
import { clockWrong, Failure, refused, secretWrong } from './failure.ts';
import type { Settings } from './options.ts';
import { redact } from './redact.ts';
import type { ApiRequest } from './request.ts';
import { sign } from './signature.ts';
import { unreachable } from './unreachable.ts';

const windows: Readonly<Record<Surface, number>> = { im: 300, meeting: 300, neroom: 300, meeting2020: 60 };
const signatureCodes: Readonly<Record<Surface, number>> = { im: 414, meeting: 401, neroom: 401, meeting2020: 401 };
const accepted: Readonly<Record<Surface, number>> = { im: 200, meeting: 0, neroom: 0, meeting2020: 200 };

/** Sends a call once. Answers its data, or throws a `Failure`; nothing else. `signal` ends the wait at once. */
export async function attempt(settings: Settings, request: ApiRequest, signal: AbortSignal): Promise<unknown> {
  const { surface, what } = request;
  const url = new URL(`${settings.servers[surface]}${request.path}`);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);

  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), settings.timeout);
  const onAbort = () => limit.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal.aborted) limit.abort();
    const signed = await sign({ appKey: settings.appKey, appSecret: settings.appSecret.open() }, Date.now());
    const body = request.json === undefined ? {} : { body: JSON.stringify(request.json) };
    const response = await settings.fetch(url, {
      method: request.method,
      headers: { ...signed, accept: 'application/json', ...(request.json && { 'content-type': 'application/json' }) },
      // A signed call is meant for one server: it does not follow where another sends it.
      redirect: 'manual',
      signal: limit.signal,
      ...body,
    });
    return read(settings, request, signed.CheckSum, response, await response.text());
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (signal.aborted) throw new Failure(new SessionError('aborted', { message: `${what}: aborted` }));
    if (limit.signal.aborted) {
      const message = `${what}: ${url.host} did not answer within ${settings.timeout} ms. To fix it, check the network, or raise timeout`;
      throw new Failure(new SessionError('timeout', { message }), { passing: true, perhapsDone: true });
    }
    throw unreachable(error, what, url.host);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

function read(settings: Settings, request: ApiRequest, checkSum: string, response: Response, text: string): unknown {
  const { surface, what } = request;
  const body = parsed(text);
  const code = codeIn(body?.code);
  if (!body || code === undefined) throw strange(request, response);
  if (code === accepted[surface]) return surface === 'meeting2020' ? body.ret : body.data;

  const secrets = [settings.appSecret.open(), checkSum, ...(request.secrets ?? [])];
  // A server's words end up on terminals: no control characters, and not too many.
  const said = redact(String(body.msg ?? body.desc ?? ''), secrets)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, 200);
  if (code === signatureCodes[surface]) {
    const behind = secondsBehind(response, body.ts);
    if (Math.abs(behind) > windows[surface]) throw clockWrong(surface, code, what, behind);
    // The IM's 414 is also its code for a wrong parameter; what has no parameters can only be signed wrongly.
    const certain =
      surface === 'im' ? /check\s*sum/i.test(said) || request.json === undefined : /sign|check\s*sum/i.test(said);
    if (certain) throw secretWrong(surface, code, what);
  }
  throw refused(surface, code, what, said);
}

/** A code is a number, or its digits; nothing else is taken for one, least of all for 0. */
function codeIn(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** How far this machine's clock is behind the server's, in seconds, by what its answer carries; 0 if it carries nothing. */
function secondsBehind(response: Response, ts: unknown): number {
  const server = typeof ts === 'number' && ts > 0 ? ts : Date.parse(response.headers.get('date') ?? '');
  return Number.isFinite(server) ? Math.round((server - Date.now()) / 1000) : 0;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Something answered that is not the vendor's API: a proxy, a login page, a wrong URL. */
function strange({ surface, what }: ApiRequest, response: Response): Failure {
  const { status } = response;
  const vendor = { name: 'yunxin', surface, code: status };
  const host = new URL(response.url || 'http://server').host;
  if (status === 429) {
    const message = `${what}: ${host} answered HTTP 429, too many calls. To fix it, lower callsPerSecond`;
    return new Failure(new SessionError('rateLimited', { message, vendor }), { passing: true, blocked: true });
  }
  const message = `${what}: ${host} answered HTTP ${status}, and not as the vendor's API does. To fix it, check the server's URL, and whether a proxy stands in between`;
  return new Failure(new SessionError('network', { message, vendor }), {
    passing: status >= 500,
    perhapsDone: status >= 500,
  });
}
