// What an adapter is made with comes from an app: whatever that gives, the answer is an error that says what is missing.
import { createBrowserInspector, createInspector, createWebSocketInspector } from '@partyline/adapters/inspector';
import { startRelay } from '@partyline/adapters/inspector/node';
import { createSessionContainer, memoryDeviceModule, memoryModule } from '@partyline/adapters/inversify';
import { createMemoryCloud } from '@partyline/adapters/memory';
import { nemeetingPort } from '@partyline/adapters/nemeeting';
import { neroomPort } from '@partyline/adapters/neroom';
import { nimPort } from '@partyline/adapters/nim';
import { nimV9Port } from '@partyline/adapters/nim-v9';
import { FakeRun } from '@partyline/adapters/trace';
import { createYunxinApi } from '@partyline/adapters/yunxin-api';
import {
  accountsConformance,
  directoryConformance,
  imConformance,
  meetingConformance,
  type SuiteOptions,
} from '@partyline/conformance';
import { describe, expect, test, vi } from 'vitest';

/** A function as an app without types calls it. */
const loose = (make: unknown) => make as (options?: unknown) => unknown;

/** What a call fails with, at once or later. */
const failure = async (call: () => unknown): Promise<unknown> => {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe.each([
  ['nimPort', nimPort, /the SDK is missing/],
  ['nimV9Port', nimV9Port, /the SDK is missing/],
  ['neroomPort', neroomPort, /`kit` must be an instance/],
  ['nemeetingPort', nemeetingPort, /`kit` must be NEMeetingKit/],
  ['createYunxinApi', createYunxinApi, /options must be an object|appKey must be/],
  ['createSessionContainer', createSessionContainer, /options must be an object|modules must be an array/],
  ['memoryDeviceModule', memoryDeviceModule, /^memoryDeviceModule: device must be .* im, meeting and directory$/],
  ['FakeRun', (setting: never) => new FakeRun(setting), /wrong at (appKey|its root)/],
  ['createInspector', createInspector, /the link must have send\(\) and close\(\)/],
  ['imConformance', imConformance, /(options are|test is) missing/],
  ['meetingConformance', meetingConformance, /(options are|test is) missing/],
  ['directoryConformance', directoryConformance, /(options are|test is) missing/],
  ['accountsConformance', accountsConformance, /(options are|test is) missing/],
] as const)('%s', (_, make, message) => {
  test.each([[undefined], [null], [{}], [5], ['text']])('given %o says what is missing', async (given) => {
    const error = await failure(() => loose(make)(given));
    expect(error).toMatchObject({
      name: 'SessionError',
      kind: 'invalidInput',
      message: expect.stringMatching(message),
    });
  });
});

test.each([
  ['createMemoryCloud', createMemoryCloud],
  ['createWebSocketInspector', createWebSocketInspector],
  ['startRelay', startRelay],
  ['memoryModule', memoryModule],
])('%s takes no options or an object', async (name, make) => {
  for (const given of [null, 5]) {
    const message = `${name}: options must be an object`;
    expect(await failure(() => loose(make)(given))).toMatchObject({ kind: 'invalidInput', message });
  }
});

test('an inspector in a browser takes no options or an object', async () => {
  vi.stubGlobal('window', {});
  const message = 'createBrowserInspector: options must be an object';
  expect(await failure(() => loose(createBrowserInspector)(null))).toMatchObject({ kind: 'invalidInput', message });
  vi.unstubAllGlobals();
});

/** What each adapter takes for the vendor's software, as far as it is looked at before anything is asked of it. */
const nim = { options: { appkey: 'app' }, V2NIMLoginService: { login: () => {} } };
const nimV9 = { options: {}, setOptions: () => {}, connect: () => {}, getLoginStatus: () => 0 };
const neRoom = { initialize: () => {}, release: () => {} };
const neMeeting = { initialize: () => {}, getAccountService: () => {} };

test.each([
  ['nimPort', nimPort, { nim, otherOption: {} }, /unknown option "otherOption": there are nim, sdk/],
  ['nimV9Port', nimV9Port, { nim: nimV9, otherOptions: {} }, /unknown option "otherOptions": there are nim, sdk/],
  ['neroomPort', neroomPort, { kit: neRoom, servrUrl: 'x' }, /unknown option "servrUrl": there are kit, nim/],
  ['neroomPort', neroomPort, { kit: neRoom, serverUrl: 5 }, /`serverUrl` must be a URL/],
  ['neroomPort', neroomPort, { kit: neRoom, serverUrl: 'meeting.example' }, /`serverUrl` must be a URL/],
  ['nemeetingPort', nemeetingPort, { kit: neMeeting, servrUrl: 'x' }, /unknown option "servrUrl": there are kit, nim/],
  ['nemeetingPort', nemeetingPort, { kit: neMeeting, serverUrl: 'meeting.example' }, /`serverUrl` must be a URL/],
  ['nimPort', nimPort, { nim: { V2NIMLoginService: nim.V2NIMLoginService } }, /no options.appkey/],
] as const)('%s refuses %#: what would go elsewhere than it was meant to', (_, make, options, message) => {
  const refusal = expect.objectContaining({ name: 'SessionError', kind: 'invalidInput' });
  expect(() => loose(make)(options)).toThrow(refusal);
  expect(() => loose(make)(options)).toThrow(message);
});

test.each([
  [{ timeout: Number.POSITIVE_INFINITY }, /timeout` must be a whole number of milliseconds from 1 to 2147483647/],
  [{ timeout: 2 ** 31 }, /timeout/],
  [{ timeout: 0 }, /timeout/],
  [{ timeout: Number.NaN }, /timeout/],
  [{ timeout: '5000' }, /timeout/],
  [{ retryCount: -1 }, /retryCount/],
  [{ authType: 3 }, /authType/],
  [null, /must be an object/],
])('a login option %j is refused by both IM adapters: no login could keep it', (loginOption, message) => {
  for (const [make, options] of [
    [nimPort, { nim }],
    [nimV9Port, { nim: nimV9 }],
  ] as const) {
    expect(() => loose(make)({ ...options, loginOption })).toThrow(message);
    expect(() => loose(make)({ ...options, loginOption: { timeout: undefined, retryCount: 0 } })).not.toThrow();
  }
});

test('a setting names what is missing in it', () => {
  const setting = { appKey: 'app', reuse: 'required', directory: true, timeouts: { command: 1, step: 1 }, rooms: [] };
  const make = () => loose((given: never) => new FakeRun(given))({ ...setting, imAccounts: [] });
  expect(make).toThrow(
    expect.objectContaining({ kind: 'invalidInput', message: expect.stringMatching(/meetingAccounts/) }),
  );
});

test('a suite without a factory is refused before a test is registered', () => {
  const register = vi.fn();
  const suites: readonly ((options: SuiteOptions<never, never>) => unknown)[] = [
    imConformance,
    meetingConformance,
    directoryConformance,
    accountsConformance,
  ];
  for (const suite of suites) {
    const refusal = expect.objectContaining({
      kind: 'invalidInput',
      message: expect.stringMatching(/factory is missing/),
    });
    expect(() => loose(suite)({ test: register })).toThrow(refusal);
  }
  expect(register).not.toHaveBeenCalled();
});
