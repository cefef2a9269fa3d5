import { must, mustEqual } from '../kit/broken.ts';
import type { AccountsSentence } from './trial.ts';

/** IM accounts. */
export const imAccountSentences: readonly AccountsSentence[] = [
  {
    id: 'accounts/im-created',
    says: 'createImAccount() answers with the account and the token that was asked for',
    async check(t) {
      const { accid, token } = await t.created();
      t.mustBeId(accid, t.alice, 'the accid');
      mustEqual(token, `conformance-${t.alice}`, 'the token');
    },
  },
  {
    id: 'accounts/im-created-token',
    says: 'createImAccount() without a token answers with one',
    async check(t) {
      const { token } = await t.answered(t.port.createImAccount({ accid: t.alice }), 'createImAccount()');
      t.mustBeToken(token);
    },
  },
  {
    id: 'accounts/im-usable',
    says: 'with what createImAccount() answered a client can log in',
    needs: ['clients'],
    async check(t) {
      const { token } = await t.answered(t.port.createImAccount({ accid: t.alice }), 'createImAccount()');
      must(await t.letsIn({ accid: t.alice, token }), 'the client is let in', 'it was refused');
    },
  },
  {
    id: 'accounts/im-again',
    says: 'createImAccount() of the same account with the same token answers with the same, not with an error',
    async check(t) {
      const first = await t.created();
      mustEqual(await t.created(), first, 'the second answer');
    },
  },
  {
    id: 'accounts/im-other-token',
    says: "createImAccount() of an account that has another token rejects with the vendor's code",
    async check(t) {
      await t.im();
      const call = t.port.createImAccount({ accid: t.alice, token: 'another-token' });
      const { vendor } = await t.refused(call, 'createImAccount()');
      must(vendor?.code !== undefined, 'a vendor.code', vendor);
    },
  },
  {
    id: 'accounts/im-other-token-kept',
    says: 'createImAccount() that rejects changes nothing: the token that there was is still good',
    needs: ['clients'],
    async check(t) {
      const account = await t.im();
      await t.settles(t.port.createImAccount({ accid: t.alice, token: 'another-token' }), 'createImAccount()');
      must(await t.letsIn(account), 'the client is let in with the first token', 'it was refused');
    },
  },
  {
    id: 'accounts/im-refreshed',
    says: 'refreshImToken() answers with the account and a new token',
    async check(t) {
      const before = await t.im();
      const { accid, token } = await t.answered(t.port.refreshImToken(t.alice), 'refreshImToken()');
      t.mustBeId(accid, t.alice, 'the accid');
      t.mustBeToken(token);
      must(token !== before.token, 'another token', 'the same');
    },
  },
  {
    id: 'accounts/im-refreshed-holds',
    says: 'after refreshImToken() the next login needs the new token',
    needs: ['clients'],
    async check(t) {
      const before = await t.im();
      const { token } = await t.answered(t.port.refreshImToken(t.alice), 'refreshImToken()');
      must(!(await t.letsIn(before)), 'the old token is refused', 'it was let in');
      must(await t.letsIn({ accid: t.alice, token }), 'the new token is let in', 'it was refused');
    },
  },
  {
    id: 'accounts/im-refreshed-lines',
    says: 'refreshImToken() leaves live lines alone',
    needs: ['clients'],
    async check(t) {
      await t.letsIn(await t.im());
      await t.answered(t.port.refreshImToken(t.alice), 'refreshImToken()');
      await t.settled();
      must(await t.hook('isOnline')(t.alice), 'the client is online', 'it is not');
    },
  },
  {
    id: 'accounts/im-disabled',
    says: 'setImAccountEnabled(false) lets the account in no more',
    needs: ['clients'],
    async check(t) {
      const account = await t.im();
      await t.answered(t.port.setImAccountEnabled(t.alice, false), 'setImAccountEnabled(false)');
      must(!(await t.letsIn(account)), 'the client is refused', 'it was let in');
    },
  },
  {
    id: 'accounts/im-enabled',
    says: 'setImAccountEnabled(true) lets the account in again, and both are idempotent',
    needs: ['clients'],
    async check(t) {
      const account = await t.im();
      for (const enabled of [false, false, true, true]) {
        await t.answered(t.port.setImAccountEnabled(t.alice, enabled), `setImAccountEnabled(${enabled})`);
      }
      must(await t.letsIn(account), 'the client is let in', 'it was refused');
    },
  },
  {
    id: 'accounts/kick',
    says: 'kick() ends every login of the account',
    needs: ['clients'],
    async check(t) {
      await t.letsIn(await t.im());
      await t.answered(t.port.kick(t.alice), 'kick()');
      await t.settled();
      must(!(await t.hook('isOnline')(t.alice)), 'the client is offline', 'it is online');
    },
  },
  {
    id: 'accounts/kick-nobody',
    says: 'kick() of an account that is not logged in resolves',
    async check(t) {
      await t.im();
      await t.answered(t.port.kick(t.alice), 'kick()');
    },
  },
  {
    id: 'accounts/im-unknown',
    says: "refreshImToken() of an account that does not exist rejects with the vendor's code",
    async check(t) {
      const { vendor } = await t.refused(t.port.refreshImToken(t.bob), 'refreshImToken()');
      must(vendor?.code !== undefined, 'a vendor.code', vendor);
    },
  },
];
