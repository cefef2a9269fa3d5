// The IM instance that a kit is to ride on comes from the host, at once or by a function: one that is of no use is told with its fix.
import { nemeetingPort } from '@partyline/adapters/nemeeting';
import { expect, test } from 'vitest';
import { standInWorld } from '../nemeeting/world.ts';

const none = new Error('Instance not exist, please input options');
const passthrough = { httpProxy: () => {} };

test.each([
  [
    'a function that throws as getInstance() does where there is none',
    () => throwing(),
    'invalidInput',
    /undefined while/,
  ],
  ['an instance of 9.x before 9.16.2', { httpRequestProxy: () => {} }, 'unsupported', /9\.16\.2 or newer/],
  [
    'a V2NIM without a status',
    { options: { apiVersion: 'v2' }, V2NIMLoginService: {}, V2NIMPassthroughService: passthrough },
    'unsupported',
    /no getLoginStatus\(\)/,
  ],
  ['something else', Promise.resolve(), 'unsupported', /neither an instance of nim-web-sdk-ng/],
  ['no object', () => 5, 'invalidInput', /must be the instance/],
])('%s', async (_, nim, kind, message) => {
  const { kit, appKey } = standInWorld();
  const port = nemeetingPort({ kit, nim: nim as never, serverUrl: 'memory:' });
  const refused = port.initialize({ appKey, reuse: 'required' }, new AbortController().signal);
  await expect(refused).rejects.toMatchObject({ name: 'SessionError', kind, message: expect.stringMatching(message) });
  expect(port.status()).toEqual({ phase: 'uninitialized' });
  await port.close();
});

test('what the host’s function threw is the cause', async () => {
  const { kit, appKey } = standInWorld();
  const port = nemeetingPort({ kit, nim: throwing, serverUrl: 'memory:' });
  const refused = port.initialize({ appKey, reuse: 'auto' }, new AbortController().signal);
  await expect(refused).rejects.toMatchObject({ cause: none });
});

function throwing(): never {
  throw none;
}
