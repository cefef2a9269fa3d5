import type { Secret } from '@partyline/core';
import { at } from './at.ts';
import { networkCode } from './reach.ts';

/** How the meeting server answered a login: yes, and which IM account it names, or no, with its code. */
export type KitLogin =
  | { readonly accepted: true; readonly accid: string }
  | { readonly accepted: false; readonly code: number };

/**
 * Logs a meeting account in as the kit does, over HTTP. No IM line is opened, so nobody's chat is kicked. The answer names the
 * IM account that the kit would ride on (observed on the web core, against a server of our own).
 */
export async function kitLogin(
  server: string,
  appKey: string,
  account: { readonly userUuid: string; readonly token: Secret },
  signal: AbortSignal,
): Promise<KitLogin> {
  const url = `${server}/e/apps/${encodeURIComponent(appKey)}/v1/login`;
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { user: account.userUuid, token: account.token.open(), clientType: 'web', AppKey: appKey },
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    const body: unknown = await response.json();
    const code = Number(at(body, 'code'));
    if (!Number.isFinite(code)) throw new Error('no code');
    const accid = at(at(body, 'data'), 'userUuid');
    return code === 0 && typeof accid === 'string' ? { accepted: true, accid } : { accepted: false, code };
  } catch (error) {
    signal.throwIfAborted();
    const why = networkCode(error) ?? 'no answer that makes sense';
    throw new Error(`${new URL(server).host}: ${why}`);
  }
}
