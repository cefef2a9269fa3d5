import { slowly } from '../kit/slowly.ts';
import type { MeetingSentence } from './trial.ts';

/** `logout()`. */
export const logoutSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/logout-ends',
    says: 'after logout() resolved, status() says ready',
    async check(t) {
      await t.loggedIn();
      await t.answered(t.port.logout(), 'logout()');
      t.mustBeReady();
    },
  },
  {
    id: 'meeting/logout-idempotent',
    says: 'logout() is idempotent: before a login, twice at once and once more it resolves',
    async check(t) {
      await t.prepared();
      await t.answered(t.port.logout(), 'logout() before a login');
      await t.answered(t.login(t.ann), 'login()');
      await Promise.all([t.answered(t.port.logout(), 'logout()'), t.answered(t.port.logout(), 'logout() at once')]);
      await t.answered(t.port.logout(), 'logout() once more');
      t.mustBeReady();
    },
  },
  {
    id: 'meeting/logout-before-initialize',
    says: 'logout() before initialize() resolves',
    async check(t) {
      await t.answered(t.port.logout(), 'logout()');
    },
  },
  {
    id: 'meeting/logout-during-login',
    says: 'logout() while a login is under way resolves, and when both are over nobody is logged in',
    needs: ['slow'],
    async check(t) {
      await t.prepared();
      const { call } = await slowly(t, 'login()', () => t.login(t.ann));
      const logout = t.answered(t.port.logout(), 'logout()');
      await Promise.all([logout, t.settled()]);
      await t.settles(call, 'the login() that was under way');
      t.mustBeReady();
    },
  },
  {
    id: 'meeting/logout-then-login',
    says: 'after logout() the member can log in again',
    async check(t) {
      await t.loggedIn();
      await t.answered(t.port.logout(), 'logout()');
      await t.answered(t.login(t.ann), 'login()');
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/logout-leaves-room',
    says: 'logout() leaves the room too: a new login is in no room',
    needs: ['rooms'],
    async check(t) {
      await t.joined();
      await t.answered(t.port.logout(), 'logout()');
      await t.answered(t.login(t.ann), 'login()');
      t.mustBeIn(undefined);
    },
  },
];
