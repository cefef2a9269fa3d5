// In Node the SDK runs in surroundings that the host describes; a description with gaps shows up only at the login.
import { expect, test } from 'vitest';
import { inStory, login } from './nim-story.ts';

test('a login fails with 190002 where getSystemInfo() has gaps', () =>
  inStory(async ({ port }) => {
    const name: string = 'nim-web-sdk-ng/dist/esm/nim.js';
    const { setAdapters }: { setAdapters(adapters: () => object): void } = await import(name);
    const im = port({ loginOption: { retryCount: 0 } });
    setAdapters(() => ({ getSystemInfo: () => ({ os: 'Node' }) }));
    await expect(login(im, 'alice')).rejects.toMatchObject({ kind: 'vendor', vendor: { code: 190002 } });
    expect(im.status().phase).toBe('ready');
  }));
