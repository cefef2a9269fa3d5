// What is wrong with the options of startEmulator is said before anything listens, with the field's name.
import { CloudError, type EmulatorOptions, type FaultRule, startEmulator } from '@partyline/emulator';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** Starts it as JavaScript would, which checks no types; what should not have started is closed. */
async function refused(options: unknown): Promise<unknown> {
  try {
    const emulator = await startEmulator(options as EmulatorOptions);
    await emulator.close();
    return undefined;
  } catch (error) {
    return error;
  }
}

const secret = 'hush-hush';

test.each([
  [{ port: 'x' }, 'port: '],
  [{ port: -1 }, 'port: '],
  [{ port: 65_536 }, 'port: '],
  [{ port: 1.5 }, 'port: '],
  [{ host: 5 }, 'host: '],
  [{ host: '' }, 'host: '],
  [{ policy: 'zzz' }, 'policy: must be "onePerAccount", "onePerPlatform" or'],
  [{ policy: { max: 0 } }, 'policy'],
  [{ bogus: 1 }, '"bogus"'],
  [{ apps: { appKey: 'a', appSecret: secret } }, 'apps: '],
  [{ apps: [{ appKey: 'a', appSecret: secret, polcy: 'onePerAccount' }] }, 'apps.0: Unrecognized key: "polcy"'],
  [
    {
      apps: [
        { appKey: 'a', appSecret: secret },
        { appKey: '', appSecret: secret },
      ],
    },
    'apps.1.appKey: ',
  ],
  [{ faults: [{ on: { service: 'zzz' }, effect: { never: true } }] }, 'faults.0.on.service: '],
  [{ faults: [{ on: { service: 'kit' }, effect: { nver: true } }] }, 'faults.0.effect: must be one of { delayMs }'],
  [{ clock: { now: Date.now } }, 'clock: must have now(), setTimeout() and clearTimeout()'],
  [{ rateLimit: { perSecond: 0, blockMs: 1 } }, 'rateLimit.perSecond: '],
  [{ site: {} }, 'site: must be a Hono app'],
  [null, 'expected object'],
  ['http://127.0.0.1', 'expected object'],
  [[], 'expected object'],
])('%j is refused', async (options, said) => {
  const error = await refused(options);
  expect(error).toBeInstanceOf(CloudError);
  expect(error).toMatchObject({ code: 'INVALID', message: expect.stringContaining(said) });
  expect(String(error)).toMatch(/^CloudError: startEmulator: /);
  expect(String(error)).not.toContain(secret);
});

test('every option is checked: none of them takes just anything', async () => {
  const names = ['port', 'host', 'apps', 'policy', 'faults', 'clock', 'rateLimit', 'site'] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.constantFrom(null, true, Number.NaN, '', {}),
      async (name, value) => {
        const error = await refused({ [name]: value });
        expect(error).toMatchObject({ code: 'INVALID', message: expect.stringContaining(`startEmulator: ${name}`) });
      },
    ),
    { numRuns: 60 },
  );
});

test('a fault that could never strike is refused when it is added', async () => {
  const emulator = await startEmulator();
  try {
    for (const [rule, said] of [
      [{ on: { service: 'zzz' }, effect: { never: true } }, 'addFault: on.service: '],
      [
        { on: { service: 'kit', comand: 'login' }, effect: { never: true } },
        'addFault: on: Unrecognized key: "comand"',
      ],
      [{ on: { service: 'kit' }, effect: { nver: true } }, 'addFault: effect: must be one of'],
      [{ on: { service: 'kit' }, effect: { never: true }, times: 0 }, 'addFault: times: '],
      [undefined, 'addFault: '],
    ] as const) {
      expect(() => emulator.addFault(rule as FaultRule)).toThrow(said);
    }
  } finally {
    await emulator.close();
  }
});

test('an option that is left undefined is one that was not given', async () => {
  expect(await refused({ port: undefined, host: undefined, faults: undefined, policy: undefined })).toBeUndefined();
});

test('a port that cannot be had leaves no timer behind', async () => {
  const taken = await startEmulator();
  const timers = new Set<object>();
  const clock = {
    now: () => 0,
    setTimeout: () => {
      const timer = {};
      timers.add(timer);
      return timer;
    },
    clearTimeout: (timer: unknown) => timers.delete(timer as object),
  };
  try {
    await expect(startEmulator({ port: taken.port, clock })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(timers.size).toBe(0);
  } finally {
    await taken.close();
  }
});
