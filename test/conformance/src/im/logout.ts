import { slowly } from '../kit/slowly.ts';
import type { ImSentence } from './trial.ts';

/** `logout()`. */
export const logoutSentences: readonly ImSentence[] = [
  {
    id: 'im/logout-ends',
    says: 'after logout() resolved, status() says ready',
    async check(t) {
      await t.loggedIn();
      await t.answered(t.port.logout(), 'logout()');
      t.mustBeReady();
    },
  },
  {
    id: 'im/logout-offline',
    says: 'after logout() the server has no login of the account',
    needs: ['online'],
    async check(t) {
      await t.loggedIn();
      await t.answered(t.port.logout(), 'logout()');
      await t.settled();
      await t.mustBeOffline(t.alice);
    },
  },
  {
    id: 'im/logout-idempotent',
    says: 'logout() is idempotent: before a login, twice at once and once more it resolves',
    async check(t) {
      await t.ready();
      await t.answered(t.port.logout(), 'logout() before a login');
      await t.loggedIn();
      await Promise.all([t.answered(t.port.logout(), 'logout()'), t.answered(t.port.logout(), 'logout() at once')]);
      await t.answered(t.port.logout(), 'logout() once more');
      t.mustBeReady();
    },
  },
  {
    id: 'im/logout-before-initialize',
    says: 'logout() before initialize() resolves',
    needs: ['ownSdk'],
    async check(t) {
      await t.answered(t.port.logout(), 'logout()');
    },
  },
  {
    id: 'im/logout-after-kick',
    says: 'logout() after a kick resolves',
    needs: ['kickServer'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await t.hook('kick')(t.alice.accid, 'server');
      await heard.first('kicked');
      await t.answered(t.port.logout(), 'logout()');
      t.mustBeReady();
    },
  },
  {
    id: 'im/logout-line-down',
    says: 'logout() while the line is down resolves, status() says ready, and nobody is logged in when the line is back',
    needs: ['line'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await t.hook('dropLine')();
      await heard.first('lineDown');
      await t.answered(t.port.logout(), 'logout()');
      t.mustBeReady();
      await t.hook('healLine')();
      await t.settled();
      t.mustBeReady();
    },
  },
  {
    id: 'im/logout-during-login',
    says: 'logout() while a login is under way resolves, and when both are over nobody is logged in',
    needs: ['slow'],
    async check(t) {
      await t.ready();
      const heard = t.listen();
      const { call } = await slowly(t, 'login()', () => t.login(t.alice));
      const logout = t.answered(t.port.logout(), 'logout()');
      await Promise.all([logout, t.settled()]);
      await t.settles(call, 'the login() that was under way');
      t.mustBeReady();
      t.mustNotHaveStayedIn(heard);
    },
  },
  {
    id: 'im/logout-then-login',
    says: 'after logout() another account can log in',
    async check(t) {
      await t.loggedIn();
      await t.answered(t.port.logout(), 'logout()');
      await t.answered(t.login(t.bob), 'login() of another account');
      t.mustBeLoggedIn(t.bob);
    },
  },
];
