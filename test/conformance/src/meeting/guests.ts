import { must, mustEqual } from '../kit/broken.ts';
import { calm } from '../kit/trial.ts';
import type { MeetingSentence, MeetingTrial } from './trial.ts';

async function guest(t: MeetingTrial) {
  await t.up('off');
  return t.answered(t.port.joinAnonymously(t.room, calm()), 'joinAnonymously()');
}

/** `joinAnonymously()`: a guest's login lives as long as its room. */
export const guestSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/guest-answers',
    says: "joinAnonymously() answers with the guest's own IM account and the meetingNum",
    needs: ['guests'],
    async check(t) {
      const { accid, meetingNum } = await guest(t);
      mustEqual(meetingNum, t.world.meetingNum, 'the meetingNum');
      must(typeof accid === 'string' && accid !== '', 'an accid', accid);
    },
  },
  {
    id: 'meeting/guest-shows',
    says: 'after joinAnonymously() resolved, status() says logged in, anonymous, in the room',
    needs: ['guests'],
    async check(t) {
      await guest(t);
      const status = t.port.status();
      must(status.phase === 'loggedIn' && status.anonymous, 'status() says logged in, anonymous', status);
      t.mustBeIn(t.world.meetingNum);
    },
  },
  {
    id: 'meeting/guest-online',
    says: "the server has the guest's IM login as long as the guest stays",
    needs: ['guests', 'online'],
    async check(t) {
      const { accid } = await guest(t);
      must(typeof accid === 'string' && accid !== '', 'an accid', accid);
      await t.mustBeOnline({ accid });
      await t.answered(t.port.leave(), 'leave()');
      await t.settled();
      await t.mustBeOffline({ accid });
    },
  },
  {
    id: 'meeting/guest-leaves',
    says: 'leave() logs a guest out',
    needs: ['guests'],
    async check(t) {
      await guest(t);
      await t.answered(t.port.leave(), 'leave()');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/guest-logout',
    says: 'logout() of a guest ends the login and leaves the room',
    needs: ['guests'],
    async check(t) {
      await guest(t);
      await t.answered(t.port.logout(), 'logout()');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/guest-unknown-room',
    says: 'joinAnonymously() of a room that does not exist rejects with meetingNotFound and leaves nothing behind',
    needs: ['guests'],
    async check(t) {
      await t.up('off');
      const nowhere = { ...t.room, meetingNum: `${t.world.meetingNum}999` };
      await t.refused(t.port.joinAnonymously(nowhere, calm()), 'joinAnonymously()', 'meetingNotFound');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/guest-under-reuse',
    says: 'joinAnonymously() under reuse required rejects with anonymousUnderReuse (112001) and leaves nothing behind',
    needs: ['reused'],
    async check(t) {
      await t.up('required');
      const call = t.port.joinAnonymously(t.room, calm());
      const error = await t.refused(call, 'joinAnonymously()', 'anonymousUnderReuse');
      mustEqual(error.code, 112001, 'the code');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/guest-as-member',
    says: 'joinAnonymously() of a member who is logged in rejects with alreadyLoggedIn, and the member stays',
    needs: ['owned', 'guests'],
    async check(t) {
      await t.up('off');
      await t.answered(t.login(t.ann, undefined, 'owned'), 'login()');
      await t.refused(t.port.joinAnonymously(t.room, calm()), 'joinAnonymously()', 'alreadyLoggedIn');
      await t.stays(() => t.mustBeMember(t.ann));
      t.mustBeIn(undefined);
    },
  },
];
