import { must, mustEqual } from '../kit/broken.ts';
import type { AccountsSentence } from './trial.ts';

/** Meeting accounts and what they are bound to. */
export const meetingAccountSentences: readonly AccountsSentence[] = [
  {
    id: 'accounts/meeting-created',
    says: 'createMeetingAccount() answers with the account, a token and the IM account that it is bound to',
    async check(t) {
      const { userUuid, userToken, accid } = await t.member();
      t.mustBeId(userUuid, t.alice, 'the userUuid');
      t.mustBeToken(userToken);
      t.mustBeId(accid, t.alice, 'the accid');
    },
  },
  {
    id: 'accounts/meeting-usable',
    says: 'with what createMeetingAccount() answered a client can log in',
    needs: ['meetingClients'],
    async check(t) {
      const { userUuid, userToken } = await t.member();
      must(await t.hook('canLogInToMeeting')(userUuid, userToken), 'the client is let in', 'it is refused');
    },
  },
  {
    id: 'accounts/meeting-again',
    says: 'createMeetingAccount() of the same account answers with the same, not with an error',
    async check(t) {
      const account = await t.im();
      const first = await t.answered(t.bind(t.alice, account), 'createMeetingAccount()');
      const second = await t.answered(t.bind(t.alice, account), 'createMeetingAccount() again');
      mustEqual(second, first, 'the second answer');
    },
  },
  {
    id: 'accounts/meeting-wrong-token',
    says: "createMeetingAccount() with a wrong IM token rejects with badCredentials and the vendor's code",
    async check(t) {
      const account = await t.im();
      const call = t.bind(t.alice, { ...account, token: 'another-token' });
      const { vendor } = await t.refused(call, 'createMeetingAccount()', 'badCredentials');
      must(vendor?.code !== undefined, 'a vendor.code', vendor);
    },
  },
  {
    id: 'accounts/meeting-wrong-token-unbound',
    says: 'createMeetingAccount() that rejects leaves nothing behind',
    async check(t) {
      const account = await t.im();
      await t.settles(t.bind(t.alice, { ...account, token: 'another-token' }), 'createMeetingAccount()');
      const accid = await t.answered(t.port.boundAccid(t.alice), 'boundAccid()');
      mustEqual(accid, undefined, 'the IM account that it is bound to');
    },
  },
  {
    id: 'accounts/meeting-no-im',
    says: "createMeetingAccount() for an IM account that does not exist rejects with the vendor's code",
    async check(t) {
      const { vendor } = await t.refused(t.bind(t.bob, { accid: t.bob, token: 'any-token' }), 'createMeetingAccount()');
      must(vendor?.code !== undefined, 'a vendor.code', vendor);
    },
  },
  {
    id: 'accounts/meeting-one-each',
    says: 'an IM account has one meeting account: a second one rejects, and the first binding stays',
    needs: ['otherUserUuid'],
    async check(t) {
      const account = await t.im();
      await t.answered(t.bind(t.alice, account), 'createMeetingAccount()');
      await t.refused(t.bind(t.bob, account), 'the second createMeetingAccount()');
      t.mustBeId(await t.answered(t.port.boundAccid(t.alice), 'boundAccid()'), t.alice, 'the binding');
    },
  },
  {
    id: 'accounts/meeting-bound-elsewhere',
    says: 'a meeting account has one IM account: binding it to another one rejects, and the first binding stays',
    needs: ['otherUserUuid'],
    async check(t) {
      await t.member();
      const other = await t.im(t.bob);
      await t.refused(t.bind(t.alice, other), 'createMeetingAccount() for another IM account');
      t.mustBeId(await t.answered(t.port.boundAccid(t.alice), 'boundAccid()'), t.alice, 'the binding');
    },
  },
  {
    id: 'accounts/meeting-refreshed',
    says: 'refreshMeetingToken() answers with the account, its binding and a new token',
    async check(t) {
      const before = await t.member();
      const after = await t.answered(t.port.refreshMeetingToken(t.alice), 'refreshMeetingToken()');
      t.mustBeId(after.userUuid, t.alice, 'the userUuid');
      t.mustBeId(after.accid, t.alice, 'the accid');
      t.mustBeToken(after.userToken);
      must(after.userToken !== before.userToken, 'another token', 'the same');
    },
  },
  {
    id: 'accounts/meeting-refreshed-holds',
    says: 'after refreshMeetingToken() the next login needs the new token',
    needs: ['meetingClients'],
    async check(t) {
      const before = await t.member();
      const after = await t.answered(t.port.refreshMeetingToken(t.alice), 'refreshMeetingToken()');
      const lets = t.hook('canLogInToMeeting');
      must(!(await lets(t.alice, before.userToken)), 'the old token is refused', 'it is let in');
      must(await lets(t.alice, after.userToken), 'the new token is let in', 'it is refused');
    },
  },
  {
    id: 'accounts/meeting-unknown',
    says: "refreshMeetingToken() of an account that does not exist rejects with the vendor's code",
    async check(t) {
      const { vendor } = await t.refused(t.port.refreshMeetingToken(t.bob), 'refreshMeetingToken()');
      must(vendor?.code !== undefined, 'a vendor.code', vendor);
    },
  },
  {
    id: 'accounts/bound',
    says: 'boundAccid() answers with the IM account that a meeting account is bound to, whatever the case of the id',
    async check(t) {
      await t.member();
      t.mustBeId(await t.answered(t.port.boundAccid(t.alice), 'boundAccid()'), t.alice, 'the accid');
      const loud = await t.answered(t.port.boundAccid(t.alice.toUpperCase()), 'boundAccid() in upper case');
      t.mustBeId(loud, t.alice, 'the accid');
    },
  },
  {
    id: 'accounts/bound-unknown',
    says: 'boundAccid() of a meeting account that does not exist answers undefined',
    async check(t) {
      mustEqual(await t.answered(t.port.boundAccid(t.bob), 'boundAccid()'), undefined, 'the answer');
    },
  },
];
