import { must, mustEqual } from '../kit/broken.ts';
import { sameId } from '../kit/trial.ts';
import type { ImSentence } from './trial.ts';

/** What the host app does with its SDK, behind the session's back: its good right. */
export const hostSentences: readonly ImSentence[] = [
  {
    id: 'im/host-was-first',
    says: 'status() before initialize() reports the SDK that the host sees: a login that is there already',
    needs: ['host'],
    async check(t) {
      await t.hook('hostLogin')(t.alice);
      await t.settled();
      t.mustBeLoggedIn(t.alice);
    },
  },
  {
    id: 'im/host-logs-in',
    says: 'a login by the host is told as loggedIn, when status() already names the account',
    needs: ['host'],
    async check(t) {
      await t.ready();
      const heard = t.listen();
      await t.hook('hostLogin')(t.alice);
      const { event, status } = await heard.first('loggedIn');
      must(sameId(event.accid, t.alice.accid), `the event names ${t.alice.accid}`, event.accid);
      t.mustBeLoggedIn(t.alice, status);
    },
  },
  {
    id: 'im/host-logs-out',
    says: "a logout by the host, also of the session's login, is told as loggedOut, when status() already says ready",
    needs: ['host'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await t.hook('hostLogout')();
      const { status } = await heard.first('loggedOut');
      t.mustBeReady(status);
    },
  },
  {
    id: 'im/host-swaps',
    says: 'another account that the host logs in is told: the old one is out before the new one is in',
    needs: ['host'],
    async check(t) {
      await t.loggedIn();
      await t.settled();
      const heard = t.listen();
      await t.hook('hostLogin')(t.bob);
      await heard.first('loggedIn');
      await t.settled();
      mustEqual(heard.types, ['loggedOut', 'loggedIn'], 'the events');
      t.mustBeLoggedIn(t.bob);
    },
  },
  {
    id: 'im/host-survives-close',
    says: 'close() never logs a host out',
    needs: ['host'],
    async check(t) {
      await t.hook('hostLogin')(t.alice);
      await t.ready();
      await t.answered(t.port.close(), 'close()');
      await t.settled();
      const account = await t.hook('hostAccount')();
      must(account !== undefined && sameId(account, t.alice.accid), `the host is still ${t.alice.accid}`, account);
    },
  },
  {
    id: 'im/host-first-then-us-survives-close',
    says: 'close() never logs a host out who was logged in when login() was asked for the same account',
    needs: ['host'],
    async check(t) {
      await t.hook('hostLogin')(t.alice);
      await t.settled();
      await t.loggedIn();
      await t.settled();
      await t.answered(t.port.close(), 'close()');
      await t.settled();
      const account = await t.hook('hostAccount')();
      must(account !== undefined && sameId(account, t.alice.accid), `the host is still ${t.alice.accid}`, account);
    },
  },
  {
    id: 'im/host-after-us-survives-close',
    says: "close() never logs a host out who logged in after the session's login was over, be it the same account",
    needs: ['host'],
    async check(t) {
      await t.loggedIn();
      await t.hook('hostLogout')();
      await t.settled();
      await t.hook('hostLogin')(t.alice);
      await t.settled();
      await t.answered(t.port.close(), 'close()');
      await t.settled();
      const account = await t.hook('hostAccount')();
      must(account !== undefined && sameId(account, t.alice.accid), `the host is still ${t.alice.accid}`, account);
    },
  },
];
