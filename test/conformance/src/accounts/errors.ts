import type { AccountsSentence } from './trial.ts';

/** What errors of the server API may say. */
export const errorSentences: readonly AccountsSentence[] = [
  {
    id: 'accounts/error-no-token',
    says: 'no token in an error: not the one that was sent, not the one that there is, not the secret of the app',
    async check(t) {
      const account = await t.im();
      const secrets = [account.token, 'another-token', 'a-third-token', ...(t.world.secrets ?? [])];
      const taken = t.port.createImAccount({ accid: t.alice, token: 'another-token' });
      t.mustNotLeak(await t.refused(taken, 'createImAccount()'), secrets);
      const unproven = t.bind(t.alice, { ...account, token: 'a-third-token' });
      t.mustNotLeak(await t.refused(unproven, 'createMeetingAccount()'), secrets);
    },
  },
  {
    id: 'accounts/unreachable',
    says: 'a server API that can not be reached makes calls reject with network or timeout',
    needs: ['unreachable'],
    async check(t) {
      await t.hook('cutOff')();
      await t.refused(t.port.createImAccount({ accid: t.alice }), 'createImAccount()', 'network', 'timeout');
      await t.refused(t.port.boundAccid(t.alice), 'boundAccid()', 'network', 'timeout');
    },
  },
];
