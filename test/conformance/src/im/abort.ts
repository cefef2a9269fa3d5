import { slowly } from '../kit/slowly.ts';
import { aborted } from '../kit/trial.ts';
import type { ImSentence, ImTrial } from './trial.ts';

/** A login that the caller gives up while the server has not answered yet. */
async function givenUp(t: ImTrial): Promise<{ readonly login: Promise<void> }> {
  const caller = new AbortController();
  const { call: login } = await slowly(t, 'login()', () => t.login(t.alice, caller.signal));
  caller.abort(new Error('the caller changed its mind'));
  return { login };
}

/** What an abort does: the call rejects at once, and it is as if it had not been made. */
export const abortSentences: readonly ImSentence[] = [
  {
    id: 'im/login-aborted-before',
    says: 'login() with a signal that is aborted already rejects with aborted and leaves nothing behind',
    needs: ['abort'],
    async check(t) {
      await t.ready();
      const heard = t.listen();
      await t.refused(t.login(t.alice, aborted()), 'login()', 'aborted');
      await t.mustHaveLeftNothing(heard);
    },
  },
  {
    id: 'im/login-aborted-during',
    says: 'login() that is aborted before the server answered rejects with aborted and leaves nothing behind',
    needs: ['abort', 'slow'],
    async check(t) {
      await t.ready();
      const heard = t.listen();
      const { login } = await givenUp(t);
      await t.refused(login, 'the aborted login()', 'aborted');
      await t.mustHaveLeftNothing(heard);
    },
  },
  {
    id: 'im/login-aborted-offline',
    says: 'an aborted login leaves no login on the server',
    needs: ['abort', 'slow', 'online'],
    async check(t) {
      await t.ready();
      await givenUp(t);
      await t.settled();
      await t.mustBeOffline(t.alice);
    },
  },
  {
    id: 'im/login-given-up',
    says: 'login() that is aborted on its way resolves and is logged in, or rejects and leaves nothing behind',
    needs: ['slow'],
    async check(t) {
      await t.ready();
      const heard = t.listen();
      const { login } = await givenUp(t);
      await t.settled();
      const { rejected } = await t.settles(login, 'the aborted login()');
      if (rejected) await t.mustHaveLeftNothing(heard);
      else t.mustBeLoggedIn(t.alice);
    },
  },
  {
    id: 'im/login-aborted-then-other',
    says: 'after an aborted login another account can log in at once, and stays logged in',
    needs: ['slow'],
    async check(t) {
      await t.ready();
      await givenUp(t);
      await t.hook('speedUp')();
      await t.answered(t.login(t.bob), 'login() of another account');
      t.mustBeLoggedIn(t.bob);
      await t.settled();
      t.mustBeLoggedIn(t.bob);
    },
  },
  {
    id: 'im/abort-after',
    says: 'a signal that is aborted after login() resolved changes nothing',
    async check(t) {
      await t.ready();
      const caller = new AbortController();
      await t.answered(t.login(t.alice, caller.signal), 'login()');
      caller.abort(new Error('too late'));
      await t.settled();
      t.mustBeLoggedIn(t.alice);
    },
  },
];
