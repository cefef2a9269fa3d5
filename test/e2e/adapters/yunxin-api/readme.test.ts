// The ten lines of the adapter's page run as they stand, on an emulator.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { startEmulator } from '@partyline/emulator';
import { expect, test, vi } from 'vitest';

const page = new URL('../../../../adapters/src/yunxin-api/README.md', import.meta.url);
const folder = new URL('../../../.cache/', import.meta.url);

test('the lines on the page create a pair that belongs together', async () => {
  const [, lines = ''] = /```ts\n([\s\S]*?)```/.exec(await readFile(page, 'utf8')) ?? [];
  expect(lines.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(10);
  const emulator = await startEmulator();
  const copy = new URL('yunxin-api-readme.mjs', folder);
  await mkdir(folder, { recursive: true });
  await writeFile(copy, lines.replace('http://127.0.0.1:4870', emulator.url));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.stubEnv('APP_SECRET', 'partyline-secret');
  try {
    await import(/* @vite-ignore */ copy.href);
    expect(log.mock.calls).toEqual([['alice']]);
    expect(emulator.exportState().meetingAccounts).toMatchObject([{ userUuid: 'alice', accid: 'alice' }]);
  } finally {
    vi.unstubAllEnvs();
    log.mockRestore();
    await emulator.close();
  }
});
