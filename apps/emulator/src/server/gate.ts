import type { RawCall, Surroundings } from '../http/dialect.ts';
import { type Problem, Refusal } from '../http/refusal.ts';
import { NonceStore } from './nonces.ts';
import { RateLimiter, type RateLimitOptions } from './rate-limit.ts';
import { SIGNATURE_WINDOW_MS, type SignatureVerdict, verifySignature } from './signature.ts';

const refusals: Readonly<Record<Exclude<SignatureVerdict, 'ok'>, readonly [Problem, string]>> = {
  malformed: ['headersMalformed', 'AppKey, Nonce (up to 128), CurTime (seconds) and CheckSum are needed'],
  unknownApp: ['appUnknown', 'there is no app with this AppKey'],
  mismatch: ['signatureWrong', 'CheckSum is not SHA1(AppSecret + Nonce + CurTime) in lower-case hex'],
  expired: ['signatureExpired', 'CurTime is too far from the server time'],
  replayed: ['nonceReplayed', 'this Nonce has been used'],
  busy: ['rateLimited', 'too many requests inside the signature window'],
};

/** The door of the server API: one signature check, one nonce store and one rate limit for all its generations. */
export class Gate {
  readonly #around: Surroundings;
  #nonces = new NonceStore();
  #limiter: RateLimiter | undefined;

  constructor(around: Surroundings, rateLimit: RateLimitOptions | undefined) {
    this.#around = around;
    const limiter = () => (rateLimit === undefined ? undefined : new RateLimiter(rateLimit));
    this.#limiter = limiter();
    // What one test has used up is no matter of the next.
    around.cloud.onReplaced(() => {
      this.#nonces = new NonceStore();
      this.#limiter = limiter();
    });
  }

  /** Checks a call's signature and rate; answers the app key or throws a `Refusal`. */
  admit(call: RawCall, windowMs: number = SIGNATURE_WINDOW_MS): string {
    const { cloud, clock } = this.#around;
    const header = (name: string): string | undefined => call.headers.get(name) ?? undefined;
    const appKey = header('AppKey');
    const verdict = verifySignature(
      { appKey, nonce: header('Nonce'), curTime: header('CurTime'), checkSum: header('CheckSum') },
      { secretOf: (key) => cloud.app(key)?.appSecret, nonces: this.#nonces, now: clock.now(), windowMs },
    );
    if (verdict !== 'ok' || appKey === undefined) {
      const [problem, message] = refusals[verdict === 'ok' ? 'malformed' : verdict];
      throw new Refusal(problem, message);
    }
    if (this.#limiter?.admit(appKey, clock.now()) === false) {
      throw new Refusal('rateLimited', 'too many calls; every call is refused for a while');
    }
    return appKey;
  }
}
