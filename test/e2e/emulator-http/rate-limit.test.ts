import { ManualClock, REAL_RATE_LIMIT, startEmulator } from '@partyline/emulator';
import { expect, test } from 'vitest';
import { SignedClient } from './signed-client.ts';

test('the real limit: a hundred calls in a second, then ten seconds of nothing', async () => {
  const clock = new ManualClock();
  const emulator = await startEmulator({ clock, rateLimit: REAL_RATE_LIMIT });
  emulator.addImAccount({ appKey: 'partyline', accid: 'im', token: 'it' });
  const client = new SignedClient(emulator, clock);
  const ask = async (): Promise<number> => (await client.call('GET /im/v2/accounts/im')).code;
  const askTimes = async (times: number): Promise<number[]> => {
    const codes: number[] = [];
    for (let asked = 0; asked < times; asked += 1) codes.push(await ask());
    return codes;
  };
  try {
    expect(new Set(await askTimes(100))).toEqual(new Set([200]));
    expect(await ask()).toBe(416);
    clock.advance(9_999);
    expect(await ask()).toBe(416);
    clock.advance(1);
    expect(new Set(await askTimes(100))).toEqual(new Set([200]));
    clock.advance(1000);
    expect(await ask()).toBe(200);
  } finally {
    await emulator.close();
  }
});

test('without the option nothing is limited', async () => {
  const clock = new ManualClock();
  const emulator = await startEmulator({ clock });
  const client = new SignedClient(emulator, clock);
  try {
    for (let asked = 0; asked < 150; asked += 1) {
      expect((await client.call('GET /im/v2/accounts/im')).code).toBe(102404);
    }
  } finally {
    await emulator.close();
  }
});
