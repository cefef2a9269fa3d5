import { createYunxinApi, sign } from '@partyline/adapters/yunxin-api';
import { isSessionError } from '@partyline/core';
import { checkSum } from '@partyline/emulator';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { inWorld, refusal, shown } from './world.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const printable = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'abcXYZ019!#$%&=+/-_~') });

test('every signature is the one that the server computes, and no nonce comes twice', () =>
  fc.assert(
    fc.asyncProperty(printable, printable, fc.nat(4_000_000_000_000), async (appKey, appSecret, now) => {
      const [first, second] = [await sign({ appKey, appSecret }, now), await sign({ appKey, appSecret }, now)];
      expect(first.AppKey).toBe(appKey);
      expect(first.CurTime).toBe(String(Math.floor(now / 1000)));
      expect(first.CheckSum).toBe(checkSum(appSecret, first.Nonce, first.CurTime));
      expect(first.Nonce).toMatch(/^[0-9a-f]{32}$/);
      expect(first.Nonce).not.toBe(second.Nonce);
      expect(Object.values(first).join()).not.toContain(appSecret.length > 8 ? appSecret : ' ');
    }),
  ));

test('whatever is asked and however often, accounts and tokens stay what they were', () =>
  inWorld(async ({ api, emulator }) => {
    const accid = fc.constantFrom('alice', 'Alice', 'bob', 'BOB', 'carol');
    const step = fc.record({ accid, token: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        for (const { accid, token } of steps) {
          const before = emulator.exportState().imAccounts.find((one) => one.accid === accid.toLowerCase());
          const outcome = await api.createImAccount(token === undefined ? { accid } : { accid, token }).then(
            (value) => ({ value }),
            (error: unknown) => ({ error }),
          );
          const after = emulator.exportState().imAccounts.find((one) => one.accid === accid.toLowerCase());
          if (before) expect(after).toEqual(before);
          if ('value' in outcome) expect(outcome.value).toEqual({ accid: after?.accid, token: after?.token });
          else expect([before?.token === token, token]).toEqual([false, expect.any(String)]);
        }
      }),
      { numRuns: 30 },
    );
  }));

test('no secret is in an error, whatever a server says, repeats or breaks', () =>
  fc.assert(
    fc.asyncProperty(
      fc.uuid(),
      fc.uuid(),
      fc.constantFrom(400, 401, 409, 414, 416, 500, 704, 102404, 7),
      fc.constantFrom('json', 'text', 'throw'),
      async (appSecret, imToken, code, how) => {
        const echo: typeof fetch = async (_, init) => {
          const sent = `${appSecret} ${imToken} ${JSON.stringify(init?.headers)} ${String(init?.body)}`;
          if (how === 'throw') throw new TypeError(`fetch failed: ${sent}`, { cause: new Error(sent) });
          return new Response(how === 'text' ? sent : JSON.stringify({ code, msg: sent, desc: sent }));
        };
        const api = createYunxinApi({ appKey: 'app', appSecret, fetch: echo, retries: 0, blockMs: 0 });
        const errors = await Promise.all([
          refusal(api.createImAccount({ accid: 'alice', token: imToken })),
          refusal(api.createMeetingAccount({ userUuid: 'alice', accid: 'alice', imToken })),
        ]);
        for (const error of errors)
          for (const secret of [appSecret, imToken]) expect(shown(error)).not.toContain(secret);
      },
    ),
  ));

test('whatever a server answers, a call settles with an answer or a SessionError, and without control characters', () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.json(), fc.string(), fc.record({ code: fc.anything(), data: fc.anything(), msg: fc.string() })),
      fc.integer({ min: 200, max: 599 }).filter((status) => ![204, 205, 304].includes(status)),
      fc.constantFrom('current', 'neroom', '2020'),
      async (answer, status, generation) => {
        const text = typeof answer === 'string' ? answer : printed(answer);
        const stub: typeof fetch = async () => new Response(text, { status });
        const api = createYunxinApi({ ...app, generation, fetch: stub, retries: 0, blockMs: 0, callsPerSecond: 1000 });
        const calls = [
          api.createImAccount({ accid: 'alice' }),
          api.createMeetingAccount({ userUuid: 'alice', accid: 'alice', imToken: 'it' }),
          api.refreshImToken('alice'),
          api.refreshMeetingToken('alice'),
          api.boundAccid('alice'),
          api.kick('alice'),
        ];
        for (const outcome of await Promise.allSettled(calls)) {
          if (outcome.status === 'fulfilled') continue;
          expect(isSessionError(outcome.reason)).toBe(true);
          expect(outcome.reason.kind).not.toBe('adapter');
          expect(outcome.reason.message).not.toMatch(/\p{Cc}/u);
        }
      },
    ),
  ));

const app = { appKey: 'app', appSecret: 'secret' };

/** JSON of anything that has some; fast-check also makes what JSON does not know. */
function printed(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

test('in no second more calls are sent than allowed, however they come', async () => {
  // Signing is the work of another thread, which no fake clock moves.
  vi.spyOn(crypto.subtle, 'digest').mockResolvedValue(new ArrayBuffer(20));
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.nat(1500), { minLength: 1, maxLength: 40 }),
      async (callsPerSecond, pauses) => {
        const sent: number[] = [];
        const stub: typeof fetch = async () => {
          sent.push(Date.now());
          return new Response('{"code":200,"data":{"account_id":"alice"}}');
        };
        const api = createYunxinApi({ appKey: 'app', appSecret: 'secret', fetch: stub, callsPerSecond });
        const calls: Promise<unknown>[] = [];
        for (const pause of pauses) {
          calls.push(api.findImAccount('alice'));
          await vi.advanceTimersByTimeAsync(pause % 3 === 0 ? 0 : pause);
        }
        await vi.advanceTimersByTimeAsync(60_000);
        await Promise.all(calls);
        expect(sent).toHaveLength(pauses.length);
        for (const at of sent) {
          expect(sent.filter((other) => other >= at && other < at + 1000).length).toBeLessThanOrEqual(callsPerSecond);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('after a refusal for too many calls nobody sends anything for as long as the server refuses', async () => {
  vi.spyOn(crypto.subtle, 'digest').mockResolvedValue(new ArrayBuffer(20));
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  const start = Date.now();
  const sent: number[] = [];
  const stub: typeof fetch = async () => {
    sent.push(Date.now() - start);
    return new Response(sent.length === 1 ? '{"code":416}' : '{"code":200,"data":{"account_id":"alice"}}');
  };
  const api = createYunxinApi({ ...app, fetch: stub });
  const refused = api.findImAccount('alice');
  await vi.advanceTimersByTimeAsync(500);
  const late = api.findImAccount('bob');
  await vi.advanceTimersByTimeAsync(30_000);
  await Promise.all([refused, late]);
  expect(sent).toHaveLength(3);
  for (const at of sent.slice(1)) expect(at).toBeGreaterThanOrEqual(10_000);
});
