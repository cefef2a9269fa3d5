import { must, mustEqual } from '../kit/broken.ts';
import { slowly } from '../kit/slowly.ts';
import { calm } from '../kit/trial.ts';
import type { MeetingSentence, MeetingTrial } from './trial.ts';

const close = (t: MeetingTrial) => t.answered(t.port.close(), 'close()');

/** `close()` while a login is on its way. */
async function closedDuringLogin(t: MeetingTrial): Promise<{ readonly login: Promise<unknown> }> {
  await t.prepared();
  const { call: login } = await slowly(t, 'login()', () => t.login(t.ann));
  await close(t);
  await t.hook('speedUp')();
  return { login };
}

/** `close()`. */
export const closeSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/close-uninitialized',
    says: 'after close() resolved, status() says uninitialized',
    async check(t) {
      await t.loggedIn();
      await close(t);
      mustEqual(t.port.status(), { phase: 'uninitialized' }, 'status()');
    },
  },
  {
    id: 'meeting/close-idempotent',
    says: 'close() is idempotent: before initialize(), twice at once and once more it resolves',
    async check(t) {
      await close(t);
      await t.loggedIn();
      await Promise.all([close(t), close(t)]);
      await close(t);
    },
  },
  {
    id: 'meeting/close-afresh',
    says: 'after close(), initialize() starts afresh: the member can log in',
    async check(t) {
      await t.loggedIn();
      await close(t);
      await t.loggedIn();
      await t.stays(() => t.mustBeMember(t.ann));
    },
  },
  {
    id: 'meeting/close-forgets-policy',
    says: 'after close(), initialize() may choose another reuse policy, and that one holds',
    needs: ['reused', 'owned'],
    async check(t) {
      await t.up('required');
      await close(t);
      await t.up('off');
      await t.answered(t.login(t.ann, undefined, 'owned'), 'login() in mode owned');
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/close-settles-calls',
    says: 'a login that is under way at close() rejects with a SessionError: nobody is left waiting',
    needs: ['slow'],
    async check(t) {
      const { login } = await closedDuringLogin(t);
      await t.settled();
      await t.refused(login, 'the login() that was under way');
    },
  },
  {
    id: 'meeting/close-no-late-effect',
    says: 'after close() no earlier call takes effect',
    needs: ['slow'],
    async check(t) {
      await closedDuringLogin(t);
      await t.stays(() => mustEqual(t.port.status(), { phase: 'uninitialized' }, 'status()'));
    },
  },
  {
    id: 'meeting/close-no-late-effect-afresh',
    says: 'after close() no earlier call takes effect on what was set up afresh either',
    needs: ['slow'],
    async check(t) {
      await closedDuringLogin(t);
      await t.up();
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/close-join-on-its-way',
    says: 'a join that is under way at close() rejects with a SessionError and does not take effect',
    needs: ['rooms', 'slow'],
    async check(t) {
      await t.loggedIn();
      const { call } = await slowly(t, 'join()', () => t.port.join(t.room, calm()));
      await close(t);
      await t.hook('speedUp')();
      await t.settled();
      await t.refused(call, 'the join() that was under way');
      mustEqual(t.port.status(), { phase: 'uninitialized' }, 'status()');
      await t.up();
      await t.answered(t.login(t.ann), 'login() afresh');
      await t.stays(() => t.mustBeIn(undefined));
    },
  },
  {
    id: 'meeting/close-initialize-on-its-way',
    says: 'initialize() that is on its way at close() does not take effect after it: status() says uninitialized',
    async check(t) {
      if (t.mode === 'reused') await t.imReady();
      const up = t.port.initialize({ appKey: t.world.appKey, reuse: t.policy }, calm());
      await Promise.all([t.settles(up, 'initialize()'), close(t)]);
      await t.stays(() => mustEqual(t.port.status(), { phase: 'uninitialized' }, 'status()'));
    },
  },
  {
    id: 'meeting/initialize-during-close',
    says: 'initialize() during a close() is not undone by it: it resolves and stays ready, or rejects',
    async check(t) {
      await t.loggedIn();
      const closed = close(t);
      const up = t.port.initialize({ appKey: t.world.appKey, reuse: t.policy }, calm());
      const [outcome] = await Promise.all([t.settles(up, 'initialize() during close()'), closed]);
      if (outcome.rejected) t.mustBeSessionError(outcome.error, 'initialize() rejects with');
      await t.settled();
      mustEqual(t.port.status().phase, outcome.rejected ? 'uninitialized' : 'ready', 'the phase');
      await t.up();
      await t.answered(t.login(t.ann), 'login() afresh');
      await t.stays(() => t.mustBeMember(t.ann));
    },
  },
  {
    id: 'meeting/login-during-close',
    says: 'login() during a close() settles, and when both are over nobody is logged in',
    async check(t) {
      await t.loggedIn();
      const closed = close(t);
      const login = t.settles(t.login(t.ann), 'login() during close()');
      await Promise.all([closed, login]);
      await t.settled();
      must(t.port.status().phase !== 'loggedIn', 'status() does not say logged in', t.port.status());
    },
  },
  {
    id: 'meeting/close-keeps-listeners',
    says: 'subscriptions survive close(): they hear what happens after the next initialize()',
    needs: ['endLogin'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await close(t);
      await t.loggedIn();
      await t.hook('endLogin')(t.ann.userUuid);
      await heard.first('signedOut');
    },
  },
];
