import { must, mustEqual } from '../kit/broken.ts';
import { calm } from '../kit/trial.ts';
import type { MeetingSentence } from './trial.ts';

/** `subscribe()`, and who hears what. */
export const eventSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/subscribe-before-initialize',
    says: 'subscribe() works before initialize(): its listener hears what happens afterwards',
    needs: ['endLogin'],
    async check(t) {
      const heard = t.listen();
      await t.loggedIn();
      await t.hook('endLogin')(t.ann.userUuid);
      await heard.first('signedOut');
    },
  },
  {
    id: 'meeting/no-echo',
    says: 'initialize(), login(), logout() and close() are no events: nothing that the session asked for is told',
    async check(t) {
      const heard = t.listen();
      await t.loggedIn();
      await t.answered(t.port.logout(), 'logout()');
      await t.answered(t.login(t.ann), 'login()');
      await t.answered(t.port.close(), 'close()');
      await t.settled();
      mustEqual(heard.types, [], 'the events');
    },
  },
  {
    id: 'meeting/no-echo-rooms',
    says: 'join() and leave() are no events, nor is a logout() inside a room',
    needs: ['rooms'],
    async check(t) {
      const heard = t.listen();
      await t.joined();
      await t.answered(t.port.leave(), 'leave()');
      await t.answered(t.port.join(t.room, calm()), 'join()');
      await t.answered(t.port.logout(), 'logout()');
      await t.settled();
      mustEqual(heard.types, [], 'the events');
    },
  },
  {
    id: 'meeting/unsubscribe',
    says: 'unsubscribing really stops a listener, that one only, and a second time is harmless',
    needs: ['endLogin'],
    async check(t) {
      await t.loggedIn();
      const [gone, stays] = [t.listen(), t.listen()];
      gone.stop();
      gone.stop();
      await t.hook('endLogin')(t.ann.userUuid);
      await stays.first('signedOut');
      await t.settled();
      mustEqual(gone.types, [], 'the events at the listener that is gone');
    },
  },
  {
    id: 'meeting/listener-throws',
    says: 'a listener that throws harms nobody else',
    needs: ['endLogin'],
    async check(t) {
      await t.loggedIn();
      const stop = t.port.subscribe(() => {
        throw new Error('a listener of the app is broken');
      });
      const heard = t.listen();
      await t.hook('endLogin')(t.ann.userUuid);
      await heard.first('signedOut');
      stop();
    },
  },
  {
    id: 'meeting/listener-calls',
    says: 'a listener may call the port from inside: logging in again at once works',
    needs: ['endLogin'],
    async check(t) {
      await t.loggedIn();
      let inner: Promise<unknown> | undefined;
      const stop = t.port.subscribe(({ type }) => {
        if (type !== 'signedOut' || inner) return;
        inner = t.login(t.ann);
        // Looked at below; until then nobody must call it unhandled.
        inner.catch(() => {});
      });
      const heard = t.listen();
      await t.hook('endLogin')(t.ann.userUuid);
      await heard.first('signedOut');
      must(inner !== undefined, 'the listener heard "signedOut"', heard.types);
      if (inner) await t.answered(inner, 'login() from inside a listener');
      await t.stays(() => t.mustBeMember(t.ann));
      stop();
    },
  },
];
