// In Node the SDK runs in surroundings that the host describes; a description with gaps shows up only at the login.
import { expect, test } from 'vitest';
import { inStory, login } from './nim-story.ts';

test.each([['os'], ['userAgent']])(
  'a getSystemInfo() without %s fails the login, and the error says where to look',
  (gap) =>
    inStory(async ({ emulator, port }) => {
      const name: string = 'nim-web-sdk-ng/dist/esm/nim.js';
      const { setAdapters }: { setAdapters(adapters: () => object): void } = await import(name);
      const im = port({ loginOption: { retryCount: 0 } });
      setAdapters(() => ({ getSystemInfo: () => ({ os: 'Node', userAgent: 'Node', [gap]: undefined }) }));
      await expect(login(im, 'alice')).rejects.toMatchObject({
        kind: 'vendor',
        message: expect.stringContaining('getSystemInfo()'),
      });
      expect(im.status().phase).toBe('ready');
      expect(emulator.exportState().connections).toBe(0);
    }),
);
