import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Client,
  ImAccount,
  type KickReason,
  type Line,
  type Policy,
} from '../../../apps/emulator/src/cloud/index.ts';
import { displaced } from '../../../apps/emulator/src/link/policy.ts';

const account = new ImAccount({ appKey: 'a', accid: 'x', token: 't', enabled: true, profile: {} });

const client = (clientType: number): Client => ({
  deviceId: '',
  clientType,
  customClientType: 0,
  customTag: '',
  os: '',
  ip: '',
  port: 0,
  loginTime: 0,
});

const line = (id: number, clientType: number): Line => ({
  id,
  consid: `${id}`,
  account,
  client: client(clientType),
  kick: (_reason: KickReason) => {},
  drop: () => {},
  freeze: () => {},
  thaw: () => {},
  notify: () => {},
});

const platforms = [[1, 2, 8, 65], [4, 64], [16], [32]];
const platformOf = (type: number): number => platforms.findIndex((types) => types.includes(type));
const type = fc.constantFrom(...platforms.flat());
const policy: fc.Arbitrary<Policy> = fc.oneof(
  fc.constant('onePerAccount' as const),
  fc.constant('onePerPlatform' as const),
  fc.record({ max: fc.integer({ min: 1, max: 5 }) }),
);

test('after any series of logins no policy has more clients online than it allows, and the newest is one of them', () => {
  fc.assert(
    fc.property(policy, fc.array(type, { minLength: 1, maxLength: 20 }), (rule, logins) => {
      let online: Line[] = [];
      for (const [at, clientType] of logins.entries()) {
        const newcomer = line(at, clientType);
        const leaving = displaced(rule, online, newcomer.client);
        const staying = online.filter((other) => !leaving.includes(other));
        // Nobody is evicted without need: with one of those who go still there, the rule would be broken.
        if (rule === 'onePerPlatform') {
          expect(staying.every((other) => platformOf(other.client.clientType) !== platformOf(clientType))).toBe(true);
          expect(leaving.every((other) => platformOf(other.client.clientType) === platformOf(clientType))).toBe(true);
        }
        if (typeof rule === 'object')
          expect(leaving.every((old) => staying.every((kept) => kept.id > old.id))).toBe(true);
        online = [...staying, newcomer];
        if (rule === 'onePerAccount') expect(online).toEqual([newcomer]);
        if (typeof rule === 'object') expect(online.length).toBe(Math.min(at + 1, rule.max));
        if (rule === 'onePerPlatform') {
          const seen = online.map((other) => platformOf(other.client.clientType));
          expect(new Set(seen).size).toBe(seen.length);
        }
      }
    }),
  );
});
