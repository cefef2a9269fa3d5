// Every code that the vendor's pages name arrives with its kind, its own number, a cause and a cure.
import { knownCodes, type Surface } from '@partyline/adapters/yunxin-api';
import type { ErrorKind } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { inWorld, refusal, shown, type World } from './world.ts';

type Scenario = readonly [kind: ErrorKind, (world: World) => Promise<unknown>];

const im = (world: World, token = 'it') => world.emulator.addImAccount({ appKey: 'partyline', accid: 'alice', token });
const bind = ({ api }: World, imToken = 'it') =>
  api.createMeetingAccount({ userUuid: 'alice', accid: 'alice', imToken });

/** What the emulator says by itself, because the request deserves it. */
const real: Readonly<Record<number, Scenario>> = {
  102404: ['badCredentials', ({ api }) => api.refreshImToken('nobody')],
  701: ['badCredentials', (world) => bind(world)],
  704: [
    'badCredentials',
    async (world) => {
      im(world);
      await bind(world, 'guess');
    },
  ],
  702: [
    'vendor',
    async (world) => {
      im(world);
      await world.api.setImAccountEnabled('alice', false);
      await bind(world);
    },
  ],
  409: [
    'vendor',
    async (world) => {
      im(world);
      world.emulator.addMeetingAccount({ appKey: 'partyline', userUuid: 'ann', userToken: 'mt', accid: 'alice' });
      await bind(world);
    },
  ],
  404: ['badCredentials', ({ api }) => api.refreshMeetingToken('nobody')],
  414: [
    'vendor',
    async (world) => {
      im(world);
      await world.api.createImAccount({ accid: 'alice', token: 'other' });
    },
  ],
  401: ['badCredentials', ({ another }) => another({ appSecret: 'wrong' }).findMeetingAccount('alice')],
  403: ['badCredentials', ({ another }) => another({ appKey: 'unknown' }).kick('alice')],
};

describe('by the emulator’s own rules', () => {
  test.each(Object.entries(real))('%s', (code, [kind, scenario]) =>
    inWorld(async (world) => {
      const error = await refusal(scenario(world), kind);
      expect(error.vendor).toMatchObject({ name: 'yunxin', code: Number(code) });
      expect(error.message).toMatch(/To fix it, \S/);
    }),
  );
});

const calls: Readonly<Record<Surface, (world: World) => Promise<unknown>>> = {
  im: ({ api }) => api.kick('alice'),
  meeting: (world) => bind(world),
  neroom: ({ another }) => another({ generation: 'neroom' }).createMeetingAccount(asked),
  meeting2020: ({ another }) => another({ generation: '2020' }).createMeetingAccount(asked),
};
const asked = { userUuid: 'alice', accid: 'alice', imToken: 'it' } as const;

describe.each(Object.entries(calls))('%s, as a fault', (surface, call) => {
  test.each(knownCodes(surface as Surface))('%i', (code) =>
    inWorld(
      async (world) => {
        world.emulator.addFault({ on: { service: 'server' }, effect: { code } });
        const error = await refusal(call(world));
        expect(error.vendor).toEqual({ name: 'yunxin', surface, code });
        expect(error.message).toContain(`(${surface} ${code}`);
        expect(error.message).toMatch(/To fix it, \S/);
        expect(shown(error)).not.toContain('partyline-secret');
      },
      { options: { retries: 0, blockMs: 0 } },
    ),
  );

  test('a code that nobody knows is kept', () =>
    inWorld(async (world) => {
      world.emulator.addFault({ on: { service: 'server' }, effect: { code: 3409 } });
      expect((await refusal(call(world), 'vendor')).vendor).toEqual({ name: 'yunxin', surface, code: 3409 });
    }));
});
