import { must } from '../kit/broken.ts';
import { held } from '../kit/trial.ts';
import type { MeetingSentence, MeetingTrial } from './trial.ts';

/** A login of ann whose token provider has not answered yet. */
function asking(t: MeetingTrial) {
  const { provide, release } = held(t.ann.token);
  const caller = new AbortController();
  const call = t.port.login({ userUuid: t.ann.userUuid, token: provide }, t.mode, caller.signal);
  return { login: t.settles(call, 'the login()'), release, caller };
}

/** What happens while a token provider is asked: the app's own server may take its time. */
export const providerSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/provider-aborted',
    says: 'login() that is aborted while its provider is asked rejects with aborted and leaves nothing behind',
    needs: ['abort'],
    async check(t) {
      await t.prepared();
      const { login, release, caller } = asking(t);
      caller.abort(new Error('the caller changed its mind'));
      release();
      t.mustHaveRejected(await login, 'the aborted login()', 'aborted');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/provider-logged-out',
    says: 'logout() while a provider is asked: when both are over nobody is logged in',
    async check(t) {
      await t.prepared();
      const { login, release } = asking(t);
      const logout = t.answered(t.port.logout(), 'logout()');
      release();
      await Promise.all([logout, login]);
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/provider-closed',
    says: 'close() while a provider is asked: what it answers afterwards logs nobody in',
    async check(t) {
      await t.prepared();
      const { login, release } = asking(t);
      const closed = t.answered(t.port.close(), 'close()');
      release();
      await Promise.all([closed, login]);
      await t.settled();
      must(t.port.status().phase !== 'loggedIn', 'status() does not say logged in', t.port.status());
    },
  },
];
