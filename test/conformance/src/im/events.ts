import { must, mustEqual } from '../kit/broken.ts';
import type { ImSentence } from './trial.ts';

/** `subscribe()`, and the events that calls of our own make. */
export const eventSentences: readonly ImSentence[] = [
  {
    id: 'im/subscribe-before-initialize',
    says: 'subscribe() works before initialize(): its listener hears what happens afterwards',
    needs: ['ownSdk'],
    async check(t) {
      const heard = t.listen();
      await t.loggedIn();
      await heard.first('loggedIn');
    },
  },
  {
    id: 'im/event-logged-in',
    says: 'a login is told once as loggedIn, with the accid that status() already shows, spelled the same',
    async check(t) {
      await t.ready();
      const heard = t.listen();
      await t.answered(t.login(t.alice), 'login()');
      const { event, status } = await heard.first('loggedIn');
      mustEqual(status.phase === 'loggedIn' ? status.accid : status, event.accid, 'the accid in status()');
      await t.settled();
      mustEqual(heard.types, ['loggedIn'], 'the events');
    },
  },
  {
    id: 'im/event-logged-out',
    says: 'a logout is told once as loggedOut, when status() already says ready',
    async check(t) {
      await t.loggedIn();
      await t.settled();
      const heard = t.listen();
      await t.answered(t.port.logout(), 'logout()');
      const { status } = await heard.first('loggedOut');
      t.mustBeReady(status);
      await t.settled();
      mustEqual(heard.types, ['loggedOut'], 'the events');
    },
  },
  {
    id: 'im/event-order',
    says: 'every listener hears every event, in the order in which things happened',
    async check(t) {
      await t.ready();
      const [one, other] = [t.listen(), t.listen()];
      await t.answered(t.login(t.alice), 'login()');
      await t.answered(t.port.logout(), 'logout()');
      await t.answered(t.login(t.bob), 'login()');
      await t.settled();
      mustEqual(one.types, ['loggedIn', 'loggedOut', 'loggedIn'], 'the events at one listener');
      mustEqual(other.types, one.types, 'the events at the other listener');
    },
  },
  {
    id: 'im/unsubscribe',
    says: 'unsubscribing really stops a listener, that one only, and a second time is harmless',
    async check(t) {
      await t.ready();
      const [gone, stays] = [t.listen(), t.listen()];
      gone.stop();
      gone.stop();
      await t.answered(t.login(t.alice), 'login()');
      await stays.first('loggedIn');
      await t.settled();
      mustEqual(gone.types, [], 'the events at the listener that is gone');
    },
  },
  {
    id: 'im/listener-throws',
    says: 'a listener that throws harms nobody else: not the other listeners, not the call',
    async check(t) {
      await t.ready();
      const stop = t.port.subscribe(() => {
        throw new Error('a listener of the app is broken');
      });
      const heard = t.listen();
      await t.answered(t.login(t.alice), 'login()');
      await heard.first('loggedIn');
      t.mustBeLoggedIn(t.alice);
      stop();
    },
  },
  {
    id: 'im/listener-calls',
    says: 'a listener may call the port from inside: the call works, and events stay in order for everybody',
    async check(t) {
      await t.ready();
      let inner: Promise<void> | undefined;
      const stop = t.port.subscribe(({ type }) => {
        if (type !== 'loggedIn' || inner) return;
        inner = t.port.logout();
        // Looked at below; until then nobody must call it unhandled.
        inner.catch(() => {});
      });
      const heard = t.listen();
      await t.settles(t.login(t.alice), 'login()');
      await heard.first('loggedOut');
      must(inner !== undefined, 'the listener heard "loggedIn"', heard.types);
      if (inner) await t.answered(inner, 'logout() from inside a listener');
      await t.settled();
      mustEqual(heard.types, ['loggedIn', 'loggedOut'], 'the events');
      stop();
    },
  },
];
