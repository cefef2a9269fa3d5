import { must, mustEqual } from '../kit/broken.ts';
import { aborted, calm } from '../kit/trial.ts';
import type { ImSentence } from './trial.ts';

/** `status()` before anything happened, and `initialize()`. */
export const upSentences: readonly ImSentence[] = [
  {
    id: 'im/status-before-initialize',
    says: 'status() works before initialize() and says uninitialized',
    needs: ['ownSdk'],
    async check(t) {
      mustEqual(t.port.status(), { phase: 'uninitialized' }, 'status() before initialize()');
    },
  },
  {
    id: 'im/initialize-ready',
    says: 'after initialize() resolved, status() says ready, with the app key if it knows it',
    needs: ['ownSdk'],
    async check(t) {
      const { appKey } = t.world;
      await t.answered(t.port.initialize({ appKey }, calm()), 'initialize()');
      t.mustBeReady();
      const status = t.port.status();
      const told = status.phase === 'ready' ? (status.appKey ?? appKey) : undefined;
      mustEqual(told, appKey, 'the app key in status()');
    },
  },
  {
    id: 'im/initialize-twice',
    says: 'initialize() a second time, or twice at once, is harmless: who is logged in stays logged in',
    needs: ['ownSdk'],
    async check(t) {
      const again = () => t.port.initialize({ appKey: t.world.appKey }, calm());
      await Promise.all([t.answered(again(), 'the first'), t.answered(again(), 'the second at once')]);
      await t.loggedIn();
      await t.answered(again(), 'initialize() when logged in');
      await t.settled();
      t.mustBeLoggedIn(t.alice);
    },
  },
  {
    id: 'im/initialize-other-app',
    says: 'initialize() for another app key than the SDK runs rejects with appMismatch and changes nothing',
    needs: ['ownSdk'],
    async check(t) {
      await t.loggedIn();
      const other = t.port.initialize({ appKey: `${t.world.appKey}-other` }, calm());
      await t.refused(other, 'initialize() for another app', 'appMismatch');
      t.mustBeLoggedIn(t.alice);
    },
  },
  {
    id: 'im/initialize-aborted',
    says: 'initialize() with a signal that is aborted already rejects with aborted and leaves nothing behind',
    needs: ['abort', 'ownSdk'],
    async check(t) {
      const call = t.port.initialize({ appKey: t.world.appKey }, aborted());
      await t.refused(call, 'initialize()', 'aborted');
      await t.settled();
      must(t.port.status().phase === 'uninitialized', 'status() says uninitialized', t.port.status());
    },
  },
  {
    id: 'im/initialize-given-up',
    says: 'initialize() that is aborted on its way resolves and is ready, or rejects and leaves nothing behind',
    needs: ['ownSdk'],
    async check(t) {
      const caller = new AbortController();
      const call = t.port.initialize({ appKey: t.world.appKey }, caller.signal);
      caller.abort(new Error('the caller changed its mind'));
      const { rejected } = await t.settles(call, 'initialize()');
      const phase = rejected ? 'uninitialized' : 'ready';
      mustEqual(t.port.status().phase, phase, 'the phase');
      await t.settled();
      mustEqual(t.port.status().phase, phase, 'the phase');
    },
  },
];
