// Bound to whatever address, the emulator tells this machine a URL that works here, controls included, and to this machine only.
import { networkInterfaces } from 'node:os';
import { startEmulator } from '@partyline/emulator';
import { expect, test } from 'vitest';
import { Cloud, systemClock } from '../../../apps/emulator/src/cloud/index.ts';
import { banner } from '../../../apps/emulator/src/command/banner.ts';
import { controlRoutes } from '../../../apps/emulator/src/controls/index.ts';

/** This machine's addresses on its networks, as far as a URL can name them. */
const others = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, scopeid }) => !internal && !scopeid)
  .map(({ address }) => address);
const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

test.each(['0.0.0.0', '127.0.0.1', 'localhost', ...(hasIpv6 ? ['::', '::1'] : []), ...others])(
  'bound to %s',
  async (host) => {
    const emulator = await startEmulator({ host });
    try {
      expect(emulator.host).toBe(host);
      expect(emulator.url).not.toMatch(/0\.0\.0\.0|\[::\]/);
      expect((await fetch(`${emulator.url}/__emulator/state`)).status).toBe(200);
      const copied = [...banner(emulator).matchAll(/curl (\S+) -d '(.+)'/g)];
      expect(copied).toHaveLength(2);
      for (const [, address = '', body = ''] of copied) {
        expect((await fetch(address, { method: 'POST', body })).status).toBe(200);
      }
    } finally {
      await emulator.close();
    }
  },
);

const ask = async (remoteAddress: string, localAddress: string, host: string): Promise<number> => {
  const env = { incoming: { socket: { remoteAddress, localAddress } } };
  const routes = controlRoutes(new Cloud(systemClock));
  return (await routes.request('http://any/__emulator/state', { headers: { host } }, env)).status;
};

test.each([
  ['192.168.1.5', '192.168.1.5', '192.168.1.5:4870'],
  ['::ffff:192.168.1.5', '::ffff:192.168.1.5', '192.168.1.5:4870'],
  ['fd00::2', 'fd00::2', '[fd00::2]:4870'],
  ['127.0.0.1', '127.0.0.1', 'localhost:4870'],
])('%s calling %s as %s is this machine', async (from, here, host) => {
  expect(await ask(from, here, host)).toBe(200);
});

test.each([
  ['192.168.1.6', '192.168.1.5', '192.168.1.5:4870'],
  ['192.168.1.6', '192.168.1.5', 'localhost:4870'],
  ['192.168.1.5', '192.168.1.5', 'evil.test:4870'],
  ['192.168.1.5', '192.168.1.5', '192.168.1.50:4870'],
  ['192.168.1.5', '192.168.1.5', '0.0.0.0:4870'],
])('%s calling %s as %s is not let in', async (from, here, host) => {
  expect(await ask(from, here, host)).toBe(403);
});
