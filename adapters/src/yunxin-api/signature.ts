/** The four headers that sign a call of the server API, of every generation. */
export interface SignedHeaders {
  readonly AppKey: string;
  /** Up to 128 characters, never used twice. */
  readonly Nonce: string;
  /** Seconds since 1970. */
  readonly CurTime: string;
  /** `SHA1(AppSecret + Nonce + CurTime)` in lower-case hex. */
  readonly CheckSum: string;
}

/** Signs one call; `now` in milliseconds. Web Crypto, so that the module also loads where it then refuses to run. */
export async function sign(
  app: { readonly appKey: string; readonly appSecret: string },
  now: number,
  nonce: string = randomId(),
): Promise<SignedHeaders> {
  const curTime = String(Math.floor(now / 1000));
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(app.appSecret + nonce + curTime));
  return { AppKey: app.appKey, Nonce: nonce, CurTime: curTime, CheckSum: hex(new Uint8Array(digest)) };
}

/** 128 random bits as 32 hex digits: a nonce, or a token that nobody chose. */
export function randomId(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
