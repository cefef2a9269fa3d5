import { must } from '../kit/broken.ts';
import { held } from '../kit/trial.ts';
import type { ImSentence, ImTrial } from './trial.ts';

/** A login of alice whose token provider has not answered yet. */
function asking(t: ImTrial) {
  const { provide, release } = held(t.alice.token);
  const caller = new AbortController();
  const login = t.settles(t.port.login({ accid: t.alice.accid, token: provide }, caller.signal), 'the login()');
  return { login, release, caller };
}

/** What happens while a token provider is asked: the app's own server may take its time. */
export const providerSentences: readonly ImSentence[] = [
  {
    id: 'im/provider-aborted',
    says: 'login() that is aborted while its provider is asked rejects with aborted and leaves nothing behind',
    needs: ['abort'],
    async check(t) {
      await t.ready();
      const heard = t.listen();
      const { login, release, caller } = asking(t);
      caller.abort(new Error('the caller changed its mind'));
      release();
      t.mustHaveRejected(await login, 'the aborted login()', 'aborted');
      await t.mustHaveLeftNothing(heard);
    },
  },
  {
    id: 'im/provider-overtaken',
    says: 'a newer login wins also over one whose provider answers only then, which rejects with superseded',
    async check(t) {
      await t.ready();
      const { login, release } = asking(t);
      const newer = t.answered(t.login(t.bob), 'the newer login()');
      release();
      const [outcome] = await Promise.all([login, newer]);
      t.mustHaveRejected(outcome, 'the overtaken login()', 'superseded');
      t.mustBeLoggedIn(t.bob);
      await t.settled();
      t.mustBeLoggedIn(t.bob);
    },
  },
  {
    id: 'im/provider-logged-out',
    says: 'logout() while a provider is asked: when both are over nobody is logged in',
    async check(t) {
      await t.ready();
      const { login, release } = asking(t);
      const logout = t.answered(t.port.logout(), 'logout()');
      release();
      await Promise.all([logout, login]);
      await t.settled();
      t.mustBeReady();
    },
  },
  {
    id: 'im/provider-closed',
    says: 'close() while a provider is asked: what it answers afterwards logs nobody in',
    async check(t) {
      await t.ready();
      const { login, release } = asking(t);
      const closed = t.answered(t.port.close(), 'close()');
      release();
      await Promise.all([closed, login]);
      await t.settled();
      must(t.port.status().phase !== 'loggedIn', 'status() does not say logged in', t.port.status());
    },
  },
];
