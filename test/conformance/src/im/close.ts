import { must, mustEqual } from '../kit/broken.ts';

import type { ImSentence, ImTrial } from './trial.ts';

const close = (t: ImTrial) => t.answered(t.port.close(), 'close()');

/** `close()` while a login is on its way. */
async function closedDuringLogin(t: ImTrial): Promise<{ readonly login: Promise<void> }> {
  await t.ready();
  await t.hook('slowDown')();
  const login = t.login(t.alice);
  // How it ends is one sentence's business; for the others it must only not be called unhandled.
  login.catch(() => {});
  await t.hook('arrived')();
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
