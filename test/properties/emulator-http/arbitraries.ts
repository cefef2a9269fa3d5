import type { EmulatorEvent, Policy, State } from '@partyline/emulator';
import fc from 'fast-check';

export const accid = fc.stringMatching(/^[a-z0-9_@.-]{1,32}$/);
export const appKey = fc.stringMatching(/^[a-z0-9]{1,16}$/);
/** Long and strange enough that it cannot turn up anywhere by chance. */
export const secret = fc.stringMatching(/^sec-[A-Za-z0-9+/=]{16,60}$/);

const policy: fc.Arbitrary<Policy> = fc.oneof(
  fc.constant<Policy>('onePerAccount'),
  fc.constant<Policy>('onePerPlatform'),
  fc.record({ max: fc.integer({ min: 1, max: 10 }) }),
);
const profile = fc.dictionary(fc.constantFrom('name', 'icon', 'ex', 'privateMeetingNum'), fc.string(), { maxKeys: 3 });

/** A state that holds together: accounts of apps that exist, at most one meeting account to an IM account. */
export const state: fc.Arbitrary<State> = fc
  .uniqueArray(
    fc.record({
      appKey,
      appSecret: secret,
      policy,
      accounts: fc.uniqueArray(
        fc.record({
          accid,
          token: secret,
          enabled: fc.boolean(),
          profile,
          meeting: fc.option(fc.record({ userToken: secret, enabled: fc.boolean(), profile }), { nil: undefined }),
        }),
        { selector: (account) => account.accid, maxLength: 6 },
      ),
    }),
    { selector: (app) => app.appKey, maxLength: 4 },
  )
  .map((apps) => ({
    apps: apps.map(({ appKey, appSecret, policy }) => ({ appKey, appSecret, policy })),
    imAccounts: apps.flatMap(({ appKey, accounts }) =>
      accounts.map(({ accid, token, enabled, profile }) => ({ appKey, accid, token, enabled, profile })),
    ),
    meetingAccounts: apps.flatMap(({ appKey, accounts }) =>
      accounts.flatMap(({ accid, meeting }) =>
        meeting === undefined ? [] : [{ appKey, userUuid: `user-${accid}`, accid, ...meeting }],
      ),
    ),
  }));

export const asText = (events: readonly EmulatorEvent[]): string =>
  events.map((event) => JSON.stringify(event)).join('\n');
