import { createHash, timingSafeEqual } from 'node:crypto';
import type { NonceStore } from './nonces.ts';

/** How far `CurTime` may be from the server's clock, either way, in milliseconds. */
export const SIGNATURE_WINDOW_MS = 5 * 60 * 1000;
const MAX_NONCE_LENGTH = 128;

/** The four headers every server API call carries. */
export interface SignatureHeaders {
  readonly appKey: string | undefined;
  readonly nonce: string | undefined;
  /** Seconds since 1970 as decimal digits. */
  readonly curTime: string | undefined;
  /** Lower-case hex. */
  readonly checkSum: string | undefined;
}

/** Why a request was not let in; `ok` lets it in. */
export type SignatureVerdict = 'ok' | 'malformed' | 'unknownApp' | 'expired' | 'mismatch' | 'replayed' | 'busy';

/** `SHA1(secret + nonce + curTime)` in lower-case hex, as a client of the server API computes it. */
export function checkSum(appSecret: string, nonce: string, curTime: string): string {
  return createHash('sha1').update(`${appSecret}${nonce}${curTime}`).digest('hex');
}

/** The headers a signed client sends: what the emulator's own tests and a reader's first script need. */
export function signedHeaders(
  app: { readonly appKey: string; readonly appSecret: string },
  nonce: string,
  nowMs: number,
): { AppKey: string; Nonce: string; CurTime: string; CheckSum: string } {
  const curTime = String(Math.floor(nowMs / 1000));
  return { AppKey: app.appKey, Nonce: nonce, CurTime: curTime, CheckSum: checkSum(app.appSecret, nonce, curTime) };
}

/** What `verifySignature` needs to know of the server. */
export interface SignatureContext {
  secretOf(appKey: string): string | undefined;
  readonly nonces: NonceStore;
  /** Milliseconds. */
  readonly now: number;
  /** How far `CurTime` may be off, in milliseconds; five minutes unless a generation says otherwise. */
  readonly windowMs?: number;
}

/**
 * Checks a request's signature. The nonce is claimed last, so a request that fails leaves no trace and its nonce can
 * still be used by the rightful owner.
 */
export function verifySignature(headers: SignatureHeaders, context: SignatureContext): SignatureVerdict {
  const { appKey, nonce, curTime } = headers;
  const { windowMs = SIGNATURE_WINDOW_MS } = context;
  if (!appKey || !nonce || !curTime || !headers.checkSum) return 'malformed';
  if (nonce.length > MAX_NONCE_LENGTH || !/^\d{1,12}$/.test(curTime)) return 'malformed';
  const secret = context.secretOf(appKey);
  if (secret === undefined) return 'unknownApp';
  if (!equalInConstantTime(checkSum(secret, nonce, curTime), headers.checkSum)) return 'mismatch';
  const signedAt = Number(curTime) * 1000;
  if (Math.abs(context.now - signedAt) > windowMs) return 'expired';
  // Kept for the longest window of any generation: they share one store.
  const claim = context.nonces.claim(appKey, nonce, context.now, signedAt + SIGNATURE_WINDOW_MS + 1);
  if (claim === 'replayed') return 'replayed';
  return claim === 'full' ? 'busy' : 'ok';
}

function equalInConstantTime(expected: string, given: string): boolean {
  const left = Buffer.from(expected, 'utf8');
  const right = Buffer.from(given, 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}
