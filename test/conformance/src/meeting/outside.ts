import { must, mustEqual } from '../kit/broken.ts';
import { slowly } from '../kit/slowly.ts';
import { calm } from '../kit/trial.ts';
import type { MeetingSentence } from './trial.ts';

/** What the server and the network do to a meeting. */
export const outsideSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/signed-out',
    says: 'a login that the server ends is told once as signedOut, when status() already says ready',
    needs: ['endLogin'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await t.hook('endLogin')(t.ann.userUuid);
      t.mustBeReady((await heard.first('signedOut')).status);
      await t.settled();
      mustEqual(heard.types, ['signedOut'], 'the events');
    },
  },
  {
    id: 'meeting/signed-out-then-login',
    says: 'after signedOut the member can log in again',
    needs: ['endLogin'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await t.hook('endLogin')(t.ann.userUuid);
      await heard.first('signedOut');
      await t.answered(t.login(t.ann), 'login()');
      await t.stays(() => t.mustBeMember(t.ann));
    },
  },
  {
    id: 'meeting/signed-out-during-join',
    says: 'a join that is under way when the server ends the login settles, and the next login is in no room',
    needs: ['rooms', 'slow', 'endLogin'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      const { call } = await slowly(t, 'join()', () => t.port.join(t.room, calm()));
      await t.hook('endLogin')(t.ann.userUuid);
      await heard.first('signedOut');
      await t.hook('speedUp')();
      await t.settled();
      await t.settles(call, 'the join() that was under way');
      await t.answered(t.login(t.ann), 'login() afterwards');
      await t.stays(() => t.mustBeIn(undefined));
    },
  },
  {
    id: 'meeting/credentials-expired',
    says: 'a token that expires is told once as credentialsExpired, when status() already says ready',
    needs: ['expireLogin'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await t.hook('expireLogin')(t.ann.userUuid);
      t.mustBeReady((await heard.first('credentialsExpired')).status);
      await t.settled();
      mustEqual(heard.types, ['credentialsExpired'], 'the events');
    },
  },
  {
    id: 'meeting/room-ended',
    says: 'a room that ends is told once as roomLeft, when status() already shows no room; the member is logged in',
    needs: ['rooms', 'endRoom'],
    async check(t) {
      await t.joined();
      const heard = t.listen();
      await t.hook('endRoom')(t.world.meetingNum);
      const { status } = await heard.first('roomLeft');
      t.mustBeIn(undefined, status);
      t.mustBeMember(t.ann, status);
      await t.settled();
      mustEqual(heard.types, ['roomLeft'], 'the events');
    },
  },
  {
    id: 'meeting/room-removed',
    says: 'being removed from a room is told once as roomLeft, when status() already shows no room',
    needs: ['rooms', 'removeFromRoom'],
    async check(t) {
      await t.joined();
      const heard = t.listen();
      await t.hook('removeFromRoom')(t.world.meetingNum, t.ann.userUuid);
      t.mustBeIn(undefined, (await heard.first('roomLeft')).status);
      await t.settled();
      mustEqual(heard.types, ['roomLeft'], 'the events');
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/guest-room-ended',
    says: 'a guest whose room ends is told once as roomLeft, when status() already says ready: the login went with the room',
    needs: ['guests', 'endRoom'],
    async check(t) {
      await t.up('off');
      await t.answered(t.port.joinAnonymously(t.room, calm()), 'joinAnonymously()');
      const heard = t.listen();
      await t.hook('endRoom')(t.world.meetingNum);
      t.mustBeReady((await heard.first('roomLeft')).status);
      await t.settled();
      mustEqual(heard.types, ['roomLeft'], 'the events');
    },
  },
  {
    id: 'meeting/im-kicked',
    says: 'a kick of the IM that a meeting rides on is told as signedOut, when meeting and IM already say so',
    needs: ['reused', 'kickIm'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      let im = '';
      const stop = t.port.subscribe(({ type }) => {
        if (type === 'signedOut') im = t.im.status().phase;
      });
      await t.hook('kickIm')(t.ann.im.accid);
      t.mustBeReady((await heard.first('signedOut')).status);
      stop();
      must(im === 'ready', "the IM's status() says ready", im);
    },
  },
  {
    id: 'meeting/im-kicked-then-login',
    says: 'a kit that lost its IM for good is set up anew: after a kick and an IM login the member can log in',
    needs: ['reused', 'kickIm'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await t.hook('kickIm')(t.ann.im.accid);
      await heard.first('signedOut');
      await t.imLoggedIn();
      await t.answered(t.login(t.ann), 'login() after the kick');
      await t.stays(() => t.mustBeMember(t.ann));
    },
  },
  {
    id: 'meeting/owned-im-kicked',
    says: 'in mode owned a kick of the IM login that the kit made is told as signedOut, when status() already says ready',
    needs: ['owned', 'kickIm'],
    async check(t) {
      await t.up('off');
      await t.answered(t.login(t.ann, undefined, 'owned'), 'login()');
      const heard = t.listen();
      await t.hook('kickIm')(t.ann.im.accid);
      t.mustBeReady((await heard.first('signedOut')).status);
    },
  },
  {
    id: 'meeting/owned-im-kicked-then-login',
    says: 'in mode owned, after a kick of the IM login that the kit made, the member can log in again',
    needs: ['owned', 'kickIm'],
    async check(t) {
      await t.up('off');
      await t.answered(t.login(t.ann, undefined, 'owned'), 'login()');
      const heard = t.listen();
      await t.hook('kickIm')(t.ann.im.accid);
      await heard.first('signedOut');
      await t.answered(t.login(t.ann, undefined, 'owned'), 'login() after the kick');
      await t.stays(() => t.mustBeMember(t.ann));
    },
  },
  {
    id: 'meeting/line-heals',
    says: 'a drop of the line that heals is no loss: no event, and the member stays logged in',
    needs: ['reused', 'line'],
    async check(t) {
      await t.loggedIn();
      const [heard, im] = [t.listen(), t.listenToIm()];
      await t.hook('dropLine')();
      await im.first('lineDown');
      t.mustBeMember(t.ann);
      await t.hook('healLine')();
      await im.first('lineUp');
      await t.stays(() => t.mustBeMember(t.ann));
      mustEqual(heard.types, [], 'the events');
    },
  },
];
