import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NonceStore } from '../../../apps/emulator/src/server/nonces.ts';
import { RateLimiter } from '../../../apps/emulator/src/server/rate-limit.ts';
import { checkSum, verifySignature } from '../../../apps/emulator/src/server/signature.ts';

const SECRET = 'app-secret';
const step = fc.record({
  nonce: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  wait: fc.integer({ min: 0, max: 400_000 }),
  skew: fc.integer({ min: -400, max: 400 }),
});

test('whatever the order, a signature is let in at most once, and only inside its window', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const nonces = new NonceStore();
      const admitted = new Set<string>();
      let now = 1_700_000_000_000;
      for (const { nonce, wait, skew } of steps) {
        now += wait;
        const curTime = String(Math.floor(now / 1000) + skew);
        const off = Math.abs(now - Number(curTime) * 1000);
        const verdict = verifySignature(
          { appKey: 'app', nonce, curTime, checkSum: checkSum(SECRET, nonce, curTime) },
          { secretOf: () => SECRET, nonces, now },
        );
        if (off > 300_000) expect(verdict).toBe('expired');
        else expect(['ok', 'replayed']).toContain(verdict);
        const signature = `${nonce} ${curTime}`;
        if (admitted.has(signature)) expect(verdict).not.toBe('ok');
        if (verdict === 'ok') admitted.add(signature);
      }
    }),
  );
});

test('another secret, nonce, time or sum is never let in, and burns no nonce', () => {
  const text = fc.string({ minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(text, text, fc.constantFrom('secret', 'nonce', 'curTime', 'checkSum'), (nonce, other, changed) => {
      fc.pre(other !== nonce && other !== SECRET);
      const curTime = '1700000000';
      const secret = changed === 'secret' ? other : SECRET;
      const headers = { appKey: 'app', nonce, curTime, checkSum: checkSum(secret, nonce, curTime) };
      if (changed === 'nonce') headers.nonce = other;
      if (changed === 'curTime') headers.curTime = '1700000001';
      if (changed === 'checkSum') headers.checkSum = other;
      const nonces = new NonceStore();
      const now = 1_700_000_000_000;
      expect(verifySignature(headers, { secretOf: () => SECRET, nonces, now })).not.toBe('ok');
      expect(nonces.size('app')).toBe(0);
    }),
  );
});

test('the nonce store never grows beyond its capacity and never forgets a live nonce', () => {
  const claim = fc.record({
    nonce: fc.integer({ min: 0, max: 30 }).map(String),
    wait: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), fc.array(claim, { maxLength: 80 }), (capacity, claims) => {
      const store = new NonceStore(capacity);
      const live = new Map<string, number>();
      let now = 0;
      for (const { nonce, wait } of claims) {
        now += wait;
        const isLive = (live.get(nonce) ?? -1) > now;
        const verdict = store.claim('app', nonce, now, now + 100);
        if (isLive) expect(verdict).toBe('replayed');
        else expect(verdict).not.toBe('replayed');
        if (verdict === 'fresh') live.set(nonce, now + 100);
        expect(store.size('app')).toBeLessThanOrEqual(capacity);
        const alive = [...live.values()].filter((until) => until > now).length;
        if (verdict === 'full') expect(alive).toBe(capacity);
      }
    }),
  );
});

test('in no second are more calls admitted than the limit, and after a flood none until the block is over', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 120 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), gaps, (perSecond, waits) => {
      const limiter = new RateLimiter({ perSecond, blockMs: 10_000 });
      let now = 0;
      let shutUntil = 0;
      const admitted: number[] = [];
      for (const wait of waits) {
        now += wait;
        const ok = limiter.admit('app', now);
        if (now < shutUntil) expect(ok).toBe(false);
        else if (!ok) shutUntil = now + 10_000;
        if (ok) admitted.push(now);
        // A window starts with its first call, so any stretch of a second lies in two windows at the most.
        expect(admitted.filter((at) => now - at < 1000).length).toBeLessThanOrEqual(2 * perSecond);
      }
    }),
  );
});
