// A client of 9.x that is disconnected or destroyed before its socket is open connects all the same. On the unmodified
// browser build, in Chromium: it must never log in, nor keep its line.
import { createRequire } from 'node:module';
import { defaultApp, dynamicToken, type EmulatorEvent, startEmulator } from '@partyline/emulator';
import type { WebSocket } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalBrowser, openLocalBrowser, openLocalPage } from '../../support/chromium.ts';
import { type Held, hold } from '../../support/kit-page.ts';
import { bundled } from '../support/conformance-browser.ts';
import type { stories, Whose, Wire } from './given-up-page.ts';

const sdk = createRequire(import.meta.url).resolve('@yxim/nim-web-sdk');
type Stories = typeof stories;
/** What is late. */
type Late = 'lbs' | 'handshake' | 'socket';
const paths = { lbs: '/lbs/webconf.jsp', handshake: '/socket.io/1/' } as const;
const DELAY = 500;

let browser: LocalBrowser;
let program: string;
beforeAll(async () => {
  browser = await openLocalBrowser();
  program = await bundled(new URL('given-up-page.ts', import.meta.url));
});
afterAll(() => browser?.close());

/** Runs a story in a page of its own on an emulator of its own; answers what came of it, and who logged in. */
async function tell<S extends keyof Stories>(name: S, late: Late | undefined, parameters: readonly string[]) {
  const emulator = await startEmulator();
  for (const accid of ['alice', 'bob']) emulator.addImAccount({ appKey: 'partyline', accid, token: `${accid}-token` });
  const events: EmulatorEvent[] = [];
  emulator.onEvent((event) => events.push(event));
  const fault = new Promise<void>((resolve) => {
    emulator.onEvent((event) => event.type === 'fault' && resolve());
  });
  const page = await openLocalPage(browser, []);
  try {
    const uncaught: string[] = [];
    page.on('pageerror', ({ stack, message }) => uncaught.push(stack || message));
    const sockets = new Set<WebSocket>();
    page.on('websocket', (socket) => sockets.add(socket.on('close', () => sockets.delete(socket))));
    const lateSocket = () =>
      emulator.addFault({ on: { service: 'link', command: 'connect' }, effect: { delayMs: DELAY }, times: 1 });
    const held: Held | undefined = late && late !== 'socket' ? await hold(page, paths[late]) : undefined;
    if (late === 'socket' && name !== 'loggedOut') lateSocket();
    await page.exposeFunction('held', () => held?.arrived ?? fault);
    await page.exposeFunction('release', async () => {
      held?.release();
      // The emulator's timer is the older one.
      await (held?.answered ?? new Promise((resolve) => setTimeout(resolve, DELAY)));
    });
    await page.exposeFunction('drop', async () => {
      if (late) lateSocket();
      emulator.line({ appKey: 'partyline', accid: 'alice', action: 'drop' });
    });
    await page.exposeFunction('dynamicToken', () =>
      dynamicToken({ ...defaultApp, accid: 'alice', curTime: Date.now(), ttl: 600 }),
    );
    await page.addScriptTag({ path: sdk });
    await page.addScriptTag({ content: program });
    const told = await page.evaluate(
      ([story, parameters]) => {
        const here = globalThis as unknown as { stories: Record<string, (...args: string[]) => Promise<unknown>> };
        return here.stories[story]?.(...parameters);
      },
      [name, [emulator.url, ...parameters]] as const,
    );
    // The last one who logged in is there, and nothing else.
    await expect.poll(() => sockets.size, { timeout: 60_000 }).toBe(1);
    await expect.poll(() => emulator.exportState().connections, { timeout: 60_000 }).toBe(1);
    expect(uncaught).toEqual([]);
    const logins = events.flatMap((event) => (event.type === 'line' && event.change === 'login' ? [event.accid] : []));
    return { ...(told as Awaited<ReturnType<Stories[S]>>), logins };
  } finally {
    await page.context().close();
    await emulator.close();
  }
}

const ways: readonly (readonly [late: Late, wire: Wire, whose: Whose])[] = [
  ['lbs', 'binary', 'own'],
  ['lbs', 'binary', 'host'],
  ['handshake', 'json', 'own'],
  ['handshake', 'json', 'host'],
  ['socket', 'binary', 'own'],
  ['socket', 'binary', 'host'],
  ['socket', 'json', 'own'],
  ['socket', 'json', 'host'],
];

for (const [late, wire, whose] of ways) {
  const where = `before its ${late} is there, on the ${wire} wire, ${whose === 'own' ? 'an own instance' : 'the host’s instance'}`;
  test(`aborted ${where}: the next login stays, as the same account`, async () => {
    const { types, ...told } = await tell('aborted', late, [whose, wire, 'alice']);
    expect(told).toEqual({
      error: 'aborted',
      phase: 'ready',
      token: whose === 'host' ? 'alice-token' : undefined,
      first: 'ok',
      status: { phase: 'loggedIn', appKey: 'partyline', accid: 'alice', line: 'online' },
      second: 'ok',
      logins: ['alice', 'alice'],
    });
    expect(types).toEqual(['loggedIn', 'loggedOut', 'loggedIn']);
  });
  test(`closed ${where}: nobody ever logs in`, async () => {
    expect(await tell('closed', late, [whose, wire])).toEqual({
      error: 'superseded',
      phase: whose === 'own' ? 'uninitialized' : 'ready',
      other: 'ok',
      logins: ['bob'],
    });
  });
}

test.each(ways.filter(([late]) => late === 'socket'))(
  'logged out while the line heals, before its %s is there, on the %s wire, instance: %s: it never comes back',
  async (late, wire, whose) => {
    expect(await tell('loggedOut', late, [whose, wire])).toEqual({
      before: 'loggedIn',
      phase: 'ready',
      other: 'ok',
      logins: ['alice', 'bob'],
    });
  },
);

test.each(['own', 'host'] as const)(
  'logged out while the SDK waits for a token, instance: %s: it never comes back',
  async (whose) => {
    expect(await tell('loggedOutBeforeToken', undefined, [whose])).toEqual({
      first: 'ok',
      phase: 'ready',
      other: 'ok',
      logins: ['alice', 'bob'],
    });
  },
);

test.each([
  ['lbs', 'binary'],
  ['handshake', 'json'],
  ['socket', 'binary'],
] as const)('aborted before its %s is there, on the %s wire: somebody else logs in, and stays', async (late, wire) => {
  const { types, ...told } = await tell('aborted', late, ['own', wire, 'bob']);
  expect(told).toMatchObject({ error: 'aborted', first: 'ok', second: 'ok', logins: ['bob', 'bob'] });
  expect(types).toEqual(['loggedIn', 'loggedOut', 'loggedIn']);
});

test('on an instance that keeps what it waits for elsewhere nothing hangs', async () => {
  const { errors, last } = await tell('elsewhere', undefined, []);
  expect(errors).toEqual(Array(3).fill(['aborted', 'ok', 'loggedIn']).flat());
  expect(last).toBe('ok');
});
