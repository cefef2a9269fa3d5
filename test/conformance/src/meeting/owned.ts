import { must } from '../kit/broken.ts';
import { slowly } from '../kit/slowly.ts';
import { sameId } from '../kit/trial.ts';
import type { MeetingSentence, MeetingTrial } from './trial.ts';

const ownedLogin = (t: MeetingTrial, signal?: AbortSignal) => t.login(t.ann, signal, 'owned');

/** Mode `owned`: the kit logs the IM in by itself, as the account bound to the meeting account. */
export const ownedSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/owned-answers-bound',
    says: 'in mode owned login() answers with the IM account that the member is bound to',
    needs: ['owned'],
    async check(t) {
      await t.up('off');
      const { accid } = await t.answered(ownedLogin(t), 'login()');
      must(sameId(accid, t.ann.im.accid), `the answer is ${t.ann.im.accid}`, accid);
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/owned-online',
    says: 'in mode owned login() logs the IM in as the bound account: the server has that login',
    needs: ['owned', 'online'],
    async check(t) {
      await t.up('off');
      await t.answered(ownedLogin(t), 'login()');
      await t.mustBeOnline(t.ann.im);
    },
  },
  {
    id: 'meeting/owned-logout-offline',
    says: 'in mode owned logout() ends the IM login that the kit made',
    needs: ['owned', 'online'],
    async check(t) {
      await t.up('off');
      await t.answered(ownedLogin(t), 'login()');
      await t.answered(t.port.logout(), 'logout()');
      await t.settled();
      await t.mustBeOffline(t.ann.im);
    },
  },
  {
    id: 'meeting/owned-close-offline',
    says: 'in mode owned close() ends the IM login that the kit made',
    needs: ['owned', 'online'],
    async check(t) {
      await t.up('off');
      await t.answered(ownedLogin(t), 'login()');
      await t.answered(t.port.close(), 'close()');
      await t.settled();
      await t.mustBeOffline(t.ann.im);
    },
  },
  {
    id: 'meeting/owned-refused-offline',
    says: 'in mode owned a refused login() left no IM login behind',
    needs: ['owned', 'online'],
    async check(t) {
      await t.up('off');
      const wrong = { ...t.ann, token: `${t.ann.token}-wrong` };
      await t.refused(t.login(wrong, undefined, 'owned'), 'login()', 'badCredentials');
      await t.settled();
      await t.mustBeOffline(t.ann.im);
    },
  },
  {
    id: 'meeting/owned-aborted-offline',
    says: 'in mode owned an aborted login() left no IM login behind',
    needs: ['abort', 'owned', 'online', 'slow'],
    async check(t) {
      await t.up('off');
      const caller = new AbortController();
      const { call } = await slowly(t, 'login()', () => ownedLogin(t, caller.signal));
      caller.abort(new Error('the caller changed its mind'));
      await t.refused(call, 'login()', 'aborted');
      await t.settled();
      t.mustBeReady();
      await t.mustBeOffline(t.ann.im);
    },
  },
  {
    id: 'meeting/auto-owned',
    says: 'under reuse auto, while no IM account is logged in, login() in mode owned works',
    needs: ['auto', 'owned'],
    async check(t) {
      await t.up('auto');
      await t.answered(ownedLogin(t), 'login()');
      t.mustBeMember(t.ann);
    },
  },
];
