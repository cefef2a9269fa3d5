// What running the SDK of 9.x taught, each as a promise of the adapter. On the unmodified browser build, in Chromium.
import { createRequire } from 'node:module';
import { nimV9Port } from '@partyline/adapters/nim-v9';
import { defaultApp, dynamicToken, type Emulator, type FaultRule, startEmulator } from '@partyline/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalBrowser, openLocalBrowser, openLocalPage } from '../../support/chromium.ts';
import { bundled } from '../support/conformance-browser.ts';
import type { stories } from './stories-page.ts';

const sdk = createRequire(import.meta.url).resolve('@yxim/nim-web-sdk');
const alice = { appKey: 'partyline', accid: 'alice' } as const;
type Stories = typeof stories;

let browser: LocalBrowser;
let program: string;
beforeAll(async () => {
  browser = await openLocalBrowser();
  program = await bundled(new URL('stories-page.ts', import.meta.url));
});
afterAll(() => browser?.close());

/** Runs a story in a page of its own on an emulator of its own. */
async function tell<S extends keyof Stories>(
  name: S,
  more: readonly string[] = [],
  look?: (emulator: Emulator) => void,
  faults: readonly FaultRule[] = [],
): Promise<Awaited<ReturnType<Stories[S]>>> {
  const emulator = await startEmulator({ faults });
  for (const accid of ['alice', 'bob']) emulator.addImAccount({ appKey: 'partyline', accid, token: `${accid}-token` });
  emulator.addImAccount({ appKey: 'partyline', accid: 'disabled', token: 'disabled-token', enabled: false });
  const strayed: string[] = [];
  const page = await openLocalPage(browser, strayed);
  try {
    const held = new Promise<void>((resolve) => {
      emulator.onEvent((event) => event.type === 'fault' && resolve());
    });
    await page.exposeFunction('act', async (what: 'drop' | 'kick' | 'held') => {
      if (what === 'held') await held;
      else if (what === 'kick') emulator.kick({ ...alice, reason: 4 });
      else emulator.line({ ...alice, action: 'drop' });
    });
    await page.exposeFunction('dynamicToken', () =>
      dynamicToken({ ...defaultApp, accid: 'alice', curTime: Date.now(), ttl: 600 }),
    );
    await page.addScriptTag({ path: sdk });
    await page.addScriptTag({ content: program });
    const result = await page.evaluate(
      ([story, parameters]) => {
        const here = globalThis as unknown as { stories: Record<string, (...args: string[]) => Promise<unknown>> };
        return here.stories[story]?.(...parameters);
      },
      [name, [emulator.url, ...more]] as const,
    );
    look?.(emulator);
    expect(strayed).toEqual([]);
    return result as Awaited<ReturnType<Stories[S]>>;
  } finally {
    await page.context().close();
    await emulator.close();
  }
}

const vendor = (code: number) => ({ name: '@yxim/nim-web-sdk', surface: 'NIM', version: '9.21.12', code });

test.each([
  ['a wrong token', 'alice', 'wrong', 'badCredentials', 302],
  ['an unknown account', 'nobody', 'any', 'badCredentials', 302],
  ['a disabled account', 'disabled', 'disabled-token', 'accountDisabled', 422],
] as const)('%s', async (_, accid, token, kind, code) => {
  const { error, phase } = await tell('refused', [accid, token], (emulator) => {
    expect(emulator.exportState().connections).toBe(0);
  });
  expect(error).toMatchObject({ kind, vendor: vendor(code) });
  expect(phase).toBe('ready');
});

test.each([
  ['lbs', { service: 'lbs' }],
  ['connection', { service: 'link', command: 'connect' }],
  ['login', { service: 'link', command: 'login' }],
] as const)('an abort while the %s is slow leaves nothing behind', async (_, on) => {
  const faults = [{ on, effect: { delayMs: 1500 }, times: 1 }];
  const { error, phase, next, status, types } = await tell('aborted', [], undefined, faults);
  expect(error).toMatchObject({ kind: 'aborted' });
  expect({ phase, next }).toEqual({ phase: 'ready', next: 'ok' });
  expect(status).toMatchObject({ phase: 'loggedIn', accid: 'bob', line: 'online' });
  expect(types.slice(0, 1)).toEqual(['loggedIn']);
  expect(types).not.toContain('lineDown');
});

test('a server that cannot be reached: the SDK would try for ever, the adapter tells it', async () => {
  expect((await tell('unreachable')).error).toMatchObject({ kind: 'network' });
});

test("the host's callbacks come first, on its own instance, and stay the host's", async () => {
  const { heard, hooked, same } = await tell('hostsCallbacks');
  expect({ hooked, same }).toEqual({ hooked: true, same: true });
  expect(heard).toEqual([
    'host: onconnect',
    'loggedIn',
    'host: onwillreconnect',
    'lineDown',
    'host: onconnect',
    'lineUp',
    'host: ondisconnect kicked',
    'kicked',
  ]);
});

test('dynamic tokens are asked for again on reconnect, and a refused one ends it with 302', async () => {
  const { first, asked, types, error } = await tell('dynamicTokens');
  expect({ first, asked }).toEqual({ first: 'ok', asked: 2 });
  expect(types).toEqual(['lineDown', 'lineUp', 'lineDown', 'credentialsRefused']);
  expect(error).toMatchObject({ kind: 'badCredentials', vendor: vendor(302) });
  expect(JSON.stringify(error)).not.toContain('stale-secret');
});

test.each(['static', 'dynamic'])(
  'a line that drops before the login is complete heals as any other, %s token',
  async (tokens) => {
    // The SDK says that it is disconnected then, "Sync_Error", and connects again all the same.
    const faults = [{ on: { service: 'link', command: 'sync' }, effect: { close: true }, times: 1 }] as const;
    const { first, phase, types } = await tell('cutShort', [tokens], undefined, faults);
    expect({ first, phase }).toEqual({ first: 'ok', phase: 'loggedIn' });
    expect(types.slice(0, 3)).toEqual(['loggedIn', 'lineDown', 'lineUp']);
  },
);

test("an instance is of one account and one app, and the host's login is never replaced or ended", async () => {
  const { noSdk, dynamic, otherApp, occupied, phase, survived } = await tell('otherAccounts');
  expect(noSdk).toMatchObject({ kind: 'unsupported', message: expect.stringContaining('give `sdk` too') });
  expect(dynamic).toMatchObject({ kind: 'badCredentials' });
  expect(otherApp).toMatchObject({ kind: 'appMismatch' });
  expect(occupied).toMatchObject({ kind: 'alreadyLoggedIn' });
  expect({ phase, survived }).toEqual({ phase: 'loggedIn', survived: 1 });
});

test('what can be wrong with a real SDK', async () => {
  const { destroyed, namespace, class: right } = await tell('badInput');
  expect(destroyed).toMatchObject({ kind: 'invalidInput', message: expect.stringContaining('destroyed') });
  expect(namespace).toMatchObject({ kind: 'invalidInput', message: expect.stringContaining('`NIM`') });
  expect(right).toBe('ok');
});

test.each([
  ['nothing', {}, 'invalidInput', '`nim`'],
  ['null', { sdk: null }, 'invalidInput', 'getInstance()'],
  [
    'the SDK of 10.x',
    { sdk: { getInstance() {}, sdkVersionFormat: '10.8.1' } },
    'unsupported',
    '@partyline/adapters/nim',
  ],
  ['an instance of 10.x', { nim: { V2NIMLoginService: {} } }, 'unsupported', '@partyline/adapters/nim'],
  ['an old instance', { nim: { setOptions() {}, connect() {}, options: {} } }, 'unsupported', '9.16.2'],
  ['something else', { nim: {} }, 'invalidInput', 'no instance'],
])('%s is no SDK of 9.x', (_, options, kind, fix) => {
  const make = () => nimV9Port(options as never);
  expect(make).toThrow(expect.objectContaining({ kind, message: expect.stringContaining(fix) }));
});
