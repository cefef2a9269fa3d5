import { mustEqual } from '../kit/broken.ts';
import type { MeetingSentence } from './trial.ts';

/** Mode `reused`: the meeting rides the app's IM login and never touches it. */
export const reusedSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/reused-login-leaves-im',
    says: 'in mode reused login() never touches the IM login',
    needs: ['reused'],
    async check(t) {
      await t.imLoggedIn();
      await t.up('required');
      await t.mustLeaveImAlone(() => t.answered(t.login(t.ann), 'login()'));
    },
  },
  {
    id: 'meeting/reused-logout-leaves-im',
    says: 'in mode reused logout() leaves the IM alone',
    needs: ['reused'],
    async check(t) {
      await t.loggedIn();
      await t.mustLeaveImAlone(() => t.answered(t.port.logout(), 'logout()'));
    },
  },
  {
    id: 'meeting/reused-close-leaves-im',
    says: 'in mode reused close() leaves the IM alone',
    needs: ['reused'],
    async check(t) {
      await t.loggedIn();
      await t.mustLeaveImAlone(() => t.answered(t.port.close(), 'close()'));
    },
  },
  {
    id: 'meeting/reused-without-im',
    says: 'login() in mode reused while no IM account is logged in rejects with imNotLoggedIn (100004)',
    needs: ['reused'],
    async check(t) {
      await t.up('required');
      const error = await t.refused(t.login(t.ann), 'login()', 'imNotLoggedIn');
      mustEqual(error.code, 100004, 'the code');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/reused-after-im-logout',
    says: 'login() in mode reused after the IM was logged out rejects with imNotLoggedIn',
    needs: ['reused'],
    async check(t) {
      await t.prepared();
      await t.answered(t.im.logout(), "the IM's logout()");
      await t.refused(t.login(t.ann), 'login()', 'imNotLoggedIn');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/reused-mismatch',
    says: 'login() in mode reused of a member bound to another IM account rejects with accountMismatch (100005)',
    needs: ['reused'],
    async check(t) {
      await t.prepared();
      const error = await t.refused(t.login(t.ben), 'login()', 'accountMismatch');
      mustEqual(error.code, 100005, 'the code');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/reused-after-mismatch',
    says: 'after a mismatch the member who is bound to the IM account can log in',
    needs: ['reused'],
    async check(t) {
      await t.prepared();
      await t.refused(t.login(t.ben), 'login() of the wrong member');
      await t.answered(t.login(t.ann), 'login() of the right member');
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/auto-reused',
    says: 'under reuse auto, while the IM is logged in, login() in mode reused rides it and leaves it alone',
    needs: ['auto', 'reused'],
    async check(t) {
      await t.imLoggedIn();
      await t.up('auto');
      await t.mustLeaveImAlone(() => t.answered(t.login(t.ann, undefined, 'reused'), 'login()'));
      t.mustBeMember(t.ann);
    },
  },
];
