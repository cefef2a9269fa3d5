import { must, mustEqual } from '../kit/broken.ts';
import { slowly } from '../kit/slowly.ts';
import { calm } from '../kit/trial.ts';
import type { ImSentence, ImTrial } from './trial.ts';

const close = (t: ImTrial) => t.answered(t.port.close(), 'close()');

/** `close()` while a login is on its way. */
async function closedDuringLogin(t: ImTrial): Promise<{ readonly login: Promise<void> }> {
  await t.ready();
  const { call: login } = await slowly(t, 'login()', () => t.login(t.alice));
  await close(t);
  await t.hook('speedUp')();
  return { login };
}

/** `close()`. */
export const closeSentences: readonly ImSentence[] = [
  {
    id: 'im/close-uninitialized',
    says: 'after close() resolved, status() says uninitialized',
    needs: ['ownSdk'],
    async check(t) {
      await t.loggedIn();
      await close(t);
      mustEqual(t.port.status().phase, 'uninitialized', 'the phase');
    },
  },
  {
    id: 'im/close-offline',
    says: "close() ends the session's own login on the server too",
    needs: ['online'],
    async check(t) {
      await t.loggedIn();
      await close(t);
      await t.settled();
      await t.mustBeOffline(t.alice);
    },
  },
  {
    id: 'im/close-idempotent',
    says: 'close() is idempotent: before initialize(), twice at once and once more it resolves',
    async check(t) {
      await close(t);
      await t.loggedIn();
      await Promise.all([close(t), close(t)]);
      await close(t);
    },
  },
  {
    id: 'im/close-afresh',
    says: 'after close(), initialize() starts afresh: another account can log in',
    async check(t) {
      await t.loggedIn();
      await close(t);
      await t.loggedIn(t.bob);
      await t.settled();
      t.mustBeLoggedIn(t.bob);
    },
  },
  {
    id: 'im/close-settles-calls',
    says: 'a login that is under way at close() rejects with a SessionError: nobody is left waiting',
    needs: ['slow'],
    async check(t) {
      const { login } = await closedDuringLogin(t);
      await t.settled();
      await t.refused(login, 'the login() that was under way');
    },
  },
  {
    id: 'im/close-no-late-effect',
    says: 'after close() no earlier call takes effect',
    needs: ['slow'],
    async check(t) {
      const heard = t.listen();
      await closedDuringLogin(t);
      await t.settled();
      must(t.port.status().phase !== 'loggedIn', 'status() does not say logged in', t.port.status());
      t.mustNotHaveStayedIn(heard);
    },
  },
  {
    id: 'im/close-no-late-effect-afresh',
    says: 'after close() no earlier call takes effect on what was set up afresh either',
    needs: ['slow'],
    async check(t) {
      await closedDuringLogin(t);
      const heard = t.listen();
      await t.ready();
      await t.settled();
      t.mustBeReady();
      must(!heard.types.includes('loggedIn'), 'no "loggedIn" event', heard.types);
    },
  },
  {
    id: 'im/close-no-late-login-online',
    says: 'after close() an earlier login does not come about on the server either',
    needs: ['slow', 'online'],
    async check(t) {
      await closedDuringLogin(t);
      await t.settled();
      await t.mustBeOffline(t.alice);
    },
  },
  {
    id: 'im/close-initialize-on-its-way',
    says: 'initialize() that is on its way at close() does not take effect after it: status() says uninitialized',
    needs: ['ownSdk'],
    async check(t) {
      const up = t.port.initialize({ appKey: t.world.appKey }, calm());
      await Promise.all([t.settles(up, 'initialize()'), close(t)]);
      mustEqual(t.port.status().phase, 'uninitialized', 'the phase');
      await t.settled();
      mustEqual(t.port.status().phase, 'uninitialized', 'the phase');
    },
  },
  {
    id: 'im/initialize-during-close',
    says: 'initialize() during a close() is not undone by it: it resolves and stays ready, or rejects',
    needs: ['ownSdk'],
    async check(t) {
      await t.loggedIn();
      const closed = close(t);
      const up = t.port.initialize({ appKey: t.world.appKey }, calm());
      const [outcome] = await Promise.all([t.settles(up, 'initialize() during close()'), closed]);
      if (outcome.rejected) t.mustBeSessionError(outcome.error, 'initialize() rejects with');
      await t.settled();
      mustEqual(t.port.status().phase, outcome.rejected ? 'uninitialized' : 'ready', 'the phase');
      await t.loggedIn(t.bob);
      await t.settled();
      t.mustBeLoggedIn(t.bob);
    },
  },
  {
    id: 'im/login-during-close',
    says: 'login() during a close() settles, and when both are over nobody is logged in',
    needs: ['ownSdk'],
    async check(t) {
      await t.loggedIn();
      const closed = close(t);
      const login = t.settles(t.login(t.bob), 'login() during close()');
      await Promise.all([closed, login]);
      await t.settled();
      must(t.port.status().phase !== 'loggedIn', 'status() does not say logged in', t.port.status());
    },
  },
  {
    id: 'im/close-keeps-listeners',
    says: 'subscriptions survive close(): they hear what happens after the next initialize()',
    async check(t) {
      await t.ready();
      const heard = t.listen();
      await close(t);
      await t.loggedIn();
      await heard.first('loggedIn');
    },
  },
];
