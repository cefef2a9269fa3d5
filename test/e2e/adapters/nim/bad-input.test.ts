// What can be wrong with what the host gives: each is told with its fix.
import { type NimPortOptions, nimPort } from '@partyline/adapters/nim';
import { isSessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { alice, inStory, login } from './nim-story.ts';
import { pointedAt } from './nim-world.ts';

const calm = () => new AbortController().signal;

/** What making a port of it throws. */
function thrown(options: unknown): { kind: string; message: string } {
  try {
    nimPort(options as NimPortOptions);
  } catch (error) {
    if (isSessionError(error)) return error;
  }
  throw new Error('no SessionError was thrown');
}

describe('what is no SDK', () => {
  test.each([
    ['nothing', {}],
    ['no options', undefined],
    ['an SDK that did not load', { sdk: undefined }],
    ['null', { sdk: null }],
    ['both', { nim: {}, sdk: {} }],
  ])('%s', (_, options) => {
    expect(thrown(options)).toMatchObject({ kind: 'invalidInput', message: expect.stringMatching(/`nim`.*`sdk`/) });
  });

  test.each([
    ['the namespace', { sdk: { default: { getInstance() {} } } }, 'invalidInput', '`default`'],
    ['an instance as the SDK', { sdk: { V2NIMLoginService: {} } }, 'invalidInput', 'give it as `nim`'],
    ['something else', { sdk: {} }, 'invalidInput', 'no getInstance()'],
    ['an old SDK', { sdk: { getInstance() {}, sdkVersionFormat: '0.17.2' } }, 'unsupported', 'version 0.17.2'],
    ['something else as an instance', { nim: {} }, 'invalidInput', 'no V2NIMLoginService'],
    ['an instance of 9.x', { nim: { setOptions() {}, connect() {} } }, 'unsupported', '@partyline/adapters/nim-v9'],
  ])('%s', (_, options, kind, fix) => {
    expect(thrown(options)).toMatchObject({ kind, message: expect.stringContaining(fix) });
  });
});

test('an instance that speaks the v1 API, given or found', () =>
  inStory(async ({ sdk }) => {
    const nim = new sdk({ appkey: 'partyline', debugLevel: 'off' }, {});
    const fix = expect.stringContaining("apiVersion: 'v2'");
    expect(thrown({ nim })).toMatchObject({ kind: 'unsupported', message: fix });
    const found = nimPort({ sdk });
    expect(found.status()).toEqual({ phase: 'uninitialized' });
    const refused = found.initialize({ appKey: 'partyline' }, calm());
    await expect(refused).rejects.toMatchObject({ kind: 'unsupported', message: fix });
    // Such an instance can't be destroyed: the SDK's own destroy() throws.
    Object.assign(sdk, { instance: undefined });
  }));

test('an instance with another app key, given or found', () =>
  inStory(async ({ make, sdk }) => {
    const nim = make();
    for (const port of [nimPort({ nim }), nimPort({ sdk })]) {
      const refused = port.initialize({ appKey: 'another' }, calm());
      await expect(refused).rejects.toMatchObject({
        kind: 'appMismatch',
        message: expect.stringMatching(/partyline.*another/),
      });
      expect(port.status()).toEqual({ phase: 'ready', appKey: 'partyline' });
    }
  }));

test('a login before initialize()', () =>
  inStory(async ({ sdk }) => {
    const refused = login(nimPort({ sdk }), 'alice');
    await expect(refused).rejects.toMatchObject({
      kind: 'notInitialized',
      message: expect.stringContaining('initialize()'),
    });
  }));

test('an app key that the server does not know', () =>
  inStory(async ({ emulator, sdk }) => {
    const im = nimPort({ sdk, options: { debugLevel: 'off' }, otherOptions: pointedAt(emulator.url) });
    await im.initialize({ appKey: 'unknown' }, calm());
    await expect(login(im, 'alice')).rejects.toMatchObject({ kind: 'badCredentials', vendor: { code: 101303 } });
    await im.close();
  }));

test('a server that cannot be reached', () =>
  inStory(async ({ emulator, make, port }) => {
    const im = port({ nim: make() });
    await emulator.close();
    await expect(login(im, alice.accid)).rejects.toMatchObject({
      kind: 'network',
      retryable: true,
      vendor: { code: 192001 },
      message: expect.stringMatching(/lbsUrls.*linkUrl/),
    });
    expect(im.status()).toEqual({ phase: 'ready', appKey: 'partyline' });
  }));

test('options of the SDK that it refuses', () =>
  inStory(async ({ sdk }) => {
    const im = nimPort({ sdk, options: { binaryWebsocket: 'yes' as unknown as boolean } });
    await expect(im.initialize({ appKey: 'partyline' }, calm())).rejects.toMatchObject({ kind: 'invalidInput' });
    expect(im.status()).toEqual({ phase: 'uninitialized' });
  }));
