import { mustEqual } from '../kit/broken.ts';
import type { MeetingSentence, MeetingTrial } from './trial.ts';

const close = (t: MeetingTrial) => t.answered(t.port.close(), 'close()');

/** `close()` while a login is on its way. */
async function closedDuringLogin(t: MeetingTrial): Promise<{ readonly login: Promise<unknown> }> {
  await t.prepared();
  await t.hook('slowDown')();
  const login = t.login(t.ann);
  // How it ends is one sentence's business; for the others it must only not be called unhandled.
  login.catch(() => {});
  await t.hook('arrived')();
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
