import { must, mustEqual } from '../kit/broken.ts';
import { sameId } from '../kit/trial.ts';
import type { MeetingSentence } from './trial.ts';

/** What a login that works does, in whichever mode. */
export const loginSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/login-names-member',
    says: 'after login() resolved, status() names the member, who is not anonymous',
    async check(t) {
      await t.loggedIn();
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/login-in-no-room',
    says: 'meetingNum is not there while the member is in no room',
    async check(t) {
      await t.loggedIn();
      t.mustBeIn(undefined);
    },
  },
  {
    id: 'meeting/login-answers-accid',
    says: 'login() answers with the IM account that the meeting rides on, which is the one bound to the member',
    async check(t) {
      await t.prepared();
      const { accid } = await t.answered(t.login(t.ann), 'login()');
      must(sameId(accid, t.ann.im.accid), `the answer is ${t.ann.im.accid}`, accid);
    },
  },
  {
    id: 'meeting/login-id-case',
    says: 'ids are compared case-insensitively: ANN is ann, and logging in as the other spelling is no other member',
    async check(t) {
      await t.prepared();
      const loud = { ...t.ann, userUuid: t.ann.userUuid.toUpperCase() };
      await t.answered(t.login(loud), 'login() in upper case');
      t.mustBeMember(t.ann);
      await t.answered(t.login(t.ann), 'login() in the other spelling');
      t.mustBeMember(t.ann);
      await t.answered(t.login(loud), 'login() in upper case again');
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/login-again',
    says: 'login() as the member who is logged in resolves with the same answer, and the login does not end',
    async check(t) {
      await t.prepared();
      const first = await t.answered(t.login(t.ann), 'login()');
      const heard = t.listen();
      mustEqual(await t.answered(t.login(t.ann), 'login() again'), first, 'the second answer');
      await t.stays(() => t.mustBeMember(t.ann));
      mustEqual(heard.types, [], 'the events');
    },
  },
  {
    id: 'meeting/login-concurrent',
    says: 'two logins of the same member at once both settle, and the member is logged in',
    async check(t) {
      await t.prepared();
      const [first, second] = [t.login(t.ann), t.login(t.ann)];
      const [one] = await Promise.all([
        t.settles(first, 'the first login()'),
        t.answered(second, 'the second login()'),
      ]);
      if (one.rejected) t.mustBeSessionError(one.error, 'the first login() rejects with');
      await t.stays(() => t.mustBeMember(t.ann));
    },
  },
  {
    id: 'meeting/login-other-member',
    says: 'login() as somebody else than who is logged in rejects with a SessionError, and who is logged in stays',
    async check(t) {
      await t.loggedIn();
      await t.refused(t.login(t.ben), 'login() as another member');
      await t.stays(() => t.mustBeMember(t.ann));
    },
  },
];
