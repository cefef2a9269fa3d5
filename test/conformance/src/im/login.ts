import { must } from '../kit/broken.ts';
import { slowly } from '../kit/slowly.ts';
import type { ImSentence } from './trial.ts';

/** What a login that works does. */
export const loginSentences: readonly ImSentence[] = [
  {
    id: 'im/login-names-account',
    says: 'after login() resolved, status() names that account and its line is online',
    async check(t) {
      await t.loggedIn();
      t.mustBeLoggedIn(t.alice);
    },
  },
  {
    id: 'im/login-app-key',
    says: 'while logged in, status() tells the app key that the SDK runs, if it tells one',
    async check(t) {
      await t.loggedIn();
      const status = t.port.status();
      const told = status.phase === 'loggedIn' ? (status.appKey ?? t.world.appKey) : undefined;
      must(told === t.world.appKey, `the app key in status() is ${t.world.appKey}`, told);
    },
  },
  {
    id: 'im/login-id-case',
    says: 'ids are compared case-insensitively: ALICE is alice, and logging in as the other spelling is no other account',
    async check(t) {
      const loud = { ...t.alice, accid: t.alice.accid.toUpperCase() };
      await t.loggedIn(loud);
      t.mustBeLoggedIn(t.alice);
      const heard = t.listen();
      await t.answered(t.login(t.alice), 'login() in the other spelling');
      await t.answered(t.login(loud), 'login() in upper case again');
      await t.settled();
      must(!heard.types.includes('loggedOut'), 'no "loggedOut" event', heard.types);
      t.mustBeLoggedIn(t.alice);
    },
  },
  {
    id: 'im/login-online',
    says: 'after login() resolved, the server has the login',
    needs: ['online'],
    async check(t) {
      await t.loggedIn();
      must(await t.hook('isOnline')(t.alice.accid), 'the server has a login of the account', 'it has none');
    },
  },
  {
    id: 'im/login-again',
    says: 'login() as the account that is logged in resolves, and the login does not blink',
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await t.answered(t.login(t.alice), 'login() again');
      t.mustBeLoggedIn(t.alice);
      await t.settled();
      must(!heard.types.includes('loggedOut'), 'no "loggedOut" event', heard.types);
    },
  },
  {
    id: 'im/login-concurrent',
    says: 'of two logins of the same account at once the newer one resolves, the first resolves or rejects with superseded',
    async check(t) {
      await t.ready();
      const [first, second] = [t.login(t.alice), t.login(t.alice)];
      const [one] = await Promise.all([
        t.settles(first, 'the first login()'),
        t.answered(second, 'the second login()'),
      ]);
      if (one.rejected) t.mustBeSessionError(one.error, 'the first login() rejects with', 'superseded');
      await t.settled();
      t.mustBeLoggedIn(t.alice);
    },
  },
  {
    id: 'im/login-newest-wins',
    says: 'of two logins of different accounts at once the newer one wins, the first resolves before it or rejects with superseded',
    async check(t) {
      await t.ready();
      const [first, second] = [t.login(t.alice), t.login(t.bob)];
      const [one] = await Promise.all([t.settles(first, 'the first login()'), t.answered(second, 'the newer login()')]);
      if (one.rejected) t.mustBeSessionError(one.error, 'the first login() rejects with', 'superseded');
      t.mustBeLoggedIn(t.bob);
      await t.settled();
      t.mustBeLoggedIn(t.bob);
    },
  },
  {
    id: 'im/login-newest-wins-slow',
    says: 'a login that is answered late does not take the place of a newer one, it rejects with superseded',
    needs: ['slow'],
    async check(t) {
      await t.ready();
      const { call } = await slowly(t, 'login()', () => t.login(t.alice));
      await t.hook('speedUp')();
      await Promise.all([t.answered(t.login(t.bob), 'the newer login()'), t.settled()]);
      await t.refused(call, 'the first login()', 'superseded');
      t.mustBeLoggedIn(t.bob);
    },
  },
  {
    id: 'im/login-one-account',
    says: 'one account at a time: logging in as another one ends the login before it on the server too',
    needs: ['online'],
    async check(t) {
      await t.loggedIn();
      await t.answered(t.login(t.bob), 'login() as another account');
      t.mustBeLoggedIn(t.bob);
      await t.settled();
      await t.mustBeOffline(t.alice);
    },
  },
];
