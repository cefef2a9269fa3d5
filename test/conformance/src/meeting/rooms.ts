import { Secret } from '@partyline/core';
import { mustEqual } from '../kit/broken.ts';
import { slowly } from '../kit/slowly.ts';
import { calm } from '../kit/trial.ts';
import type { MeetingSentence } from './trial.ts';

/** `join()` and `leave()` of a member. */
export const roomSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/join-answers',
    says: 'join() answers with the meetingNum',
    needs: ['rooms'],
    async check(t) {
      await t.loggedIn();
      const { meetingNum } = await t.answered(t.port.join(t.room, calm()), 'join()');
      mustEqual(meetingNum, t.world.meetingNum, 'the answer');
    },
  },
  {
    id: 'meeting/join-shows-room',
    says: 'after join() resolved, status() shows the room and still names the member',
    needs: ['rooms'],
    async check(t) {
      await t.joined();
      t.mustBeIn(t.world.meetingNum);
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/join-not-logged-in',
    says: 'join() while nobody is logged in rejects with notLoggedIn',
    needs: ['rooms'],
    async check(t) {
      await t.prepared();
      await t.refused(t.port.join(t.room, calm()), 'join()', 'notLoggedIn');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/join-unknown-room',
    says: 'join() of a room that does not exist rejects with meetingNotFound; the member is logged in, in no room',
    needs: ['rooms'],
    async check(t) {
      await t.loggedIn();
      const nowhere = { ...t.room, meetingNum: `${t.world.meetingNum}999` };
      await t.refused(t.port.join(nowhere, calm()), 'join()', 'meetingNotFound');
      await t.stays(() => t.mustBeIn(undefined));
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/join-twice',
    says: 'join() while in a room rejects with alreadyInMeeting, and the member stays in the room',
    needs: ['rooms'],
    async check(t) {
      await t.joined();
      await t.refused(t.port.join(t.room, calm()), 'join() again', 'alreadyInMeeting');
      await t.stays(() => t.mustBeIn(t.world.meetingNum));
    },
  },
  {
    id: 'meeting/join-locked',
    says: 'join() of a locked room rejects with meetingLocked and leaves nothing behind',
    needs: ['rooms', 'lockRoom'],
    async check(t) {
      await t.loggedIn();
      await t.hook('lockRoom')(t.world.meetingNum);
      await t.refused(t.port.join(t.room, calm()), 'join()', 'meetingLocked');
      await t.stays(() => t.mustBeIn(undefined));
    },
  },
  {
    id: 'meeting/join-wrong-password',
    says: 'join() with a wrong password rejects with badMeetingPassword and leaves nothing behind',
    needs: ['rooms', 'protectRoom'],
    async check(t) {
      await t.loggedIn();
      await t.hook('protectRoom')(t.world.meetingNum, 'right-password');
      const wrong = t.port.join({ ...t.room, password: new Secret('wrong-password') }, calm());
      await t.refused(wrong, 'join()', 'badMeetingPassword');
      await t.stays(() => t.mustBeIn(undefined));
    },
  },
  {
    id: 'meeting/join-password-hidden',
    says: 'no room password in an error',
    needs: ['rooms', 'protectRoom'],
    async check(t) {
      await t.loggedIn();
      await t.hook('protectRoom')(t.world.meetingNum, 'right-password');
      const wrong = t.port.join({ ...t.room, password: new Secret('wrong-password') }, calm());
      t.mustNotLeak(await t.refused(wrong, 'join()'), ['wrong-password', 'right-password']);
    },
  },
  {
    id: 'meeting/join-right-password',
    says: 'join() with the right password works',
    needs: ['rooms', 'protectRoom'],
    async check(t) {
      await t.loggedIn();
      await t.hook('protectRoom')(t.world.meetingNum, 'right-password');
      const right = t.port.join({ ...t.room, password: new Secret('right-password') }, calm());
      await t.answered(right, 'join()');
      t.mustBeIn(t.world.meetingNum);
    },
  },
  {
    id: 'meeting/leave-ends',
    says: 'after leave() resolved, the member is in no room and still logged in',
    needs: ['rooms'],
    async check(t) {
      await t.joined();
      await t.answered(t.port.leave(), 'leave()');
      await t.stays(() => t.mustBeIn(undefined));
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/leave-idempotent',
    says: 'leave() is idempotent: before a join, twice at once and once more it resolves',
    needs: ['rooms'],
    async check(t) {
      await t.loggedIn();
      await t.answered(t.port.leave(), 'leave() outside a room');
      await t.answered(t.port.join(t.room, calm()), 'join()');
      await Promise.all([t.answered(t.port.leave(), 'leave()'), t.answered(t.port.leave(), 'leave() at once')]);
      await t.answered(t.port.leave(), 'leave() once more');
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/leave-before-initialize',
    says: 'leave() before initialize() resolves',
    async check(t) {
      await t.answered(t.port.leave(), 'leave()');
    },
  },
  {
    id: 'meeting/leave-during-join',
    says: 'leave() while a join is under way resolves, and when both are over the member is in no room',
    needs: ['rooms', 'slow'],
    async check(t) {
      await t.loggedIn();
      const { call } = await slowly(t, 'join()', () => t.port.join(t.room, calm()));
      const leave = t.answered(t.port.leave(), 'leave()');
      await Promise.all([leave, t.settled()]);
      await t.settles(call, 'the join() that was under way');
      t.mustBeIn(undefined);
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/leave-then-join',
    says: 'after leave() the member can join again',
    needs: ['rooms'],
    async check(t) {
      await t.joined();
      await t.answered(t.port.leave(), 'leave()');
      await t.answered(t.port.join(t.room, calm()), 'join() again');
      t.mustBeIn(t.world.meetingNum);
    },
  },
];
