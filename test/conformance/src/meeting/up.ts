import { must, mustEqual } from '../kit/broken.ts';
import { aborted, calm } from '../kit/trial.ts';
import type { MeetingSentence } from './trial.ts';

/** `status()` before anything happened, and `initialize()`. */
export const upSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/status-before-initialize',
    says: 'status() works before initialize() and says uninitialized',
    async check(t) {
      mustEqual(t.port.status(), { phase: 'uninitialized' }, 'status() before initialize()');
    },
  },
  {
    id: 'meeting/initialize-ready',
    says: 'after initialize() resolved, status() says ready',
    async check(t) {
      await t.up();
      t.mustBeReady();
    },
  },
  {
    id: 'meeting/initialize-twice',
    says: 'initialize() a second time, or twice at once, is harmless: who is logged in stays logged in',
    async check(t) {
      const again = () => t.port.initialize({ appKey: t.world.appKey, reuse: t.policy }, calm());
      if (t.mode === 'reused') await t.imLoggedIn();
      await Promise.all([t.answered(again(), 'the first'), t.answered(again(), 'the second at once')]);
      await t.answered(t.login(t.ann), 'login()');
      await t.answered(again(), 'initialize() when logged in');
      await t.settled();
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/initialize-aborted',
    says: 'initialize() with a signal that is aborted already rejects with aborted and leaves nothing behind',
    needs: ['abort'],
    async check(t) {
      if (t.mode === 'reused') await t.imReady();
      const call = t.port.initialize({ appKey: t.world.appKey, reuse: t.policy }, aborted());
      await t.refused(call, 'initialize()', 'aborted');
      await t.stays(() =>
        must(t.port.status().phase === 'uninitialized', 'status() says uninitialized', t.port.status()),
      );
    },
  },
  {
    id: 'meeting/initialize-given-up',
    says: 'initialize() that is aborted on its way resolves and is ready, or rejects and leaves nothing behind',
    async check(t) {
      if (t.mode === 'reused') await t.imReady();
      const caller = new AbortController();
      const call = t.port.initialize({ appKey: t.world.appKey, reuse: t.policy }, caller.signal);
      caller.abort(new Error('the caller changed its mind'));
      const { rejected } = await t.settles(call, 'initialize()');
      await t.stays(() => mustEqual(t.port.status().phase, rejected ? 'uninitialized' : 'ready', 'the phase'));
    },
  },
  {
    id: 'meeting/initialize-leaves-im',
    says: 'under reuse initialize() leaves the IM alone',
    needs: ['reused'],
    async check(t) {
      await t.imLoggedIn();
      await t.mustLeaveImAlone(() => t.up('required'));
    },
  },
];
