// Options, parameters, places and clocks that cannot be: a typed error that names the fix, and nothing is sent.
import { createYunxinApi, type YunxinApiOptions } from '@partyline/adapters/yunxin-api';
import { Secret } from '@partyline/core';
import { ManualClock } from '@partyline/emulator';
import { build } from 'esbuild';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openLocalBrowser } from '../../support/chromium.ts';
import { inWorld, refusal } from './world.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('options', () => {
  const right = { appKey: 'app', appSecret: 'hush-hush' };
  test.each([
    [{ appKey: '' }, /appKey/],
    [{ appKey: 'a\nb' }, /appKey/],
    [{ appSecret: '' }, /appSecret/],
    [{ appSecret: new Secret('hush\n') }, /appSecret/],
    [{ server: 'nonsense' }, /server must be a URL/],
    [{ server: 'ftp://x' }, /server must be a URL/],
    [{ server: 'http://open.yunxinapi.com' }, /https/],
    [{ server: 'https://user:pass@x' }, /user or a password/],
    [{ server: { nowhere: 'https://x' } }, /nowhere: there are im, meeting, neroom, meeting2020/],
    [{ server: { im: 'http://10.0.0.1' } }, /server.im must be https/],
    [{ generation: '2019' }, /generation/],
    [{ timeout: 0 }, /timeout/],
    [{ timeout: 2 ** 31 }, /timeout must be at most 2147483647/],
    [{ blockMs: 2 ** 31 }, /blockMs must be at most 2147483647/],
    [{ sever: 'https://x' }, /unknown option "sever": there are appKey/],
    [{ retries: -1 }, /retries/],
    [{ callsPerSecond: 0.5 }, /callsPerSecond/],
    [{ fetch: 7 }, /fetch/],
  ])('%j', (wrong, message) => {
    const options = { ...right, ...wrong } as YunxinApiOptions;
    expect(() => createYunxinApi(options)).toThrow(
      expect.objectContaining({ kind: 'invalidInput', message: expect.stringMatching(message) }),
    );
    expect(() => createYunxinApi(options)).not.toThrow(/hush/);
  });

  test('a sealed secret, hosts by name and this machine over plain http are fine', () => {
    createYunxinApi({ ...right, appSecret: new Secret('hush-hush') });
    createYunxinApi({ ...right, server: { im: 'https://open-bak.yunxinapi.com' } });
    createYunxinApi({ ...right, server: 'http://[::1]:4870/' });
  });
});

test('parameters are refused before anything is sent, and the message names them, not their secrets', () =>
  inWorld(async ({ api, another, calls }) => {
    const none = undefined as unknown as string;
    const bad: readonly [Promise<unknown>, RegExp][] = [
      [api.createImAccount({ accid: 'no spaces' }), /accid/],
      [api.createImAccount({ accid: 'a'.repeat(33) }), /accid/],
      [api.createImAccount({ accid: none }), /accid/],
      [api.createImAccount(none as never), /request/],
      [api.createMeetingAccount(none as never), /request/],
      [api.checkTokens(none as never), /request/],
      [api.createImAccount({ accid: 'alice', token: '' }), /token/],
      [api.createImAccount({ accid: 'alice', token: 'hush'.repeat(40) }), /token/],
      [api.createMeetingAccount({ userUuid: 'ann', accid: 'alice', imToken: 'hush' }), /userUuid must be "alice"/],
      [api.createMeetingAccount({ userUuid: 'alice', accid: 'alice', imToken: '' }), /imToken/],
      [api.refreshMeetingToken('a,b'), /userUuid/],
      [api.boundAccid(''), /userUuid/],
      [api.kick('../../x'), /accid/],
      [api.setImAccountEnabled('alice', 'no' as unknown as boolean), /enabled/],
      [
        another({ generation: 'neroom' }).createMeetingAccount({
          userUuid: 'alice',
          accid: 'alice',
          imToken: 'hush'.repeat(17),
        }),
        /imToken/,
      ],
    ];
    for (const [call, message] of bad) {
      const error = await refusal(call, 'invalidInput');
      expect(error.message).toMatch(message);
      expect(error.message).not.toContain('hush');
    }
    expect(calls).toEqual([]);
  }));

describe('signatures', () => {
  test.each(['im', 'meeting', 'neroom'] as const)('a wrong secret: %s', (surface) =>
    inWorld(async ({ another }) => {
      const api = another({ appSecret: 'hush-hush', generation: surface === 'neroom' ? 'neroom' : 'current' });
      const call = surface === 'im' ? api.findImAccount('alice') : api.findMeetingAccount('alice');
      const error = await refusal(call, 'badCredentials');
      expect(error.message).toMatch(/app key and secret do not fit together.*To fix it, copy both/);
      expect(error.message).not.toContain('hush');
    }),
  );

  test('a wrong secret on a call with parameters is not taken for a wrong parameter', () =>
    inWorld(async ({ another }) => {
      const error = await refusal(another({ appSecret: 'wrong' }).kick('alice'), 'badCredentials');
      expect(error.vendor).toEqual({ name: 'yunxin', surface: 'im', code: 414 });
    }));

  test.each([
    ['ahead of', 1],
    ['behind', -1],
  ] as const)('this machine’s clock is %s the server’s', (word, sign) =>
    inWorld(async ({ api }) => {
      // The emulator, which dates its answers by the system's clock through Node's own cache, is asked once before.
      await api.findImAccount('alice');
      const off = 3600_000 * sign;
      const now = Date.now;
      // Whoever signs is in another hour; the server, which shares this process, is not.
      const spy = vi.spyOn(Date, 'now').mockImplementation(() => now() + (signing() ? off : 0));
      try {
        const error = await refusal(api.findImAccount('alice'), 'badCredentials');
        expect(error.message).toMatch(
          new RegExp(`clock is 3[56]\\d\\d s ${word} the server.*To fix it, set the clock`),
        );
      } finally {
        spy.mockRestore();
      }
    }),
  );

  test('the meeting server tells its time in the answer', () =>
    inWorld(
      async ({ api }) => {
        const error = await refusal(api.findMeetingAccount('alice'), 'badCredentials');
        expect(error.message).toMatch(/clock is \d+ s ahead of the server's/);
      },
      { emulated: { clock: new ManualClock(1_000_000) } },
    ));
});

/** Whether the adapter is what asks for the time. */
const signing = () => new Error().stack?.includes('yunxin-api/attempt') ?? false;

test('it refuses to run in a page and in a worker, and names the way out', async () => {
  vi.stubGlobal('document', {});
  const options = { appKey: 'a', appSecret: 'b' };
  expect(() => createYunxinApi(options)).toThrow(
    expect.objectContaining({ kind: 'unsupported', message: expect.stringContaining('on your server') }),
  );
});

test('in a real browser it loads, refuses, and sends nothing', async () => {
  const entry = new URL('../../../../adapters/src/yunxin-api/index.ts', import.meta.url).pathname;
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'api',
    platform: 'browser',
    conditions: ['@partyline/source'],
  });
  const { browser, origin, close } = await openLocalBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(origin);
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const seen = await page.evaluate(() => {
      try {
        // biome-ignore lint/suspicious/noExplicitAny: a global of the bundle
        (globalThis as any).api.createYunxinApi({ appKey: 'a', appSecret: 'b' });
        return 'it ran';
      } catch (error) {
        return `${(error as { kind: string }).kind}: ${(error as Error).message}`;
      }
    });
    expect(seen).toMatch(/^unsupported: .*does not run in a browser.*on your server/);
  } finally {
    await close();
  }
});
