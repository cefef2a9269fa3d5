import { slowly } from '../kit/slowly.ts';
import { aborted } from '../kit/trial.ts';
import type { MeetingSentence, MeetingTrial } from './trial.ts';

/** A call that the caller gives up while the server has not answered yet. */
async function givenUp(
  t: MeetingTrial,
  ask: (signal: AbortSignal) => Promise<unknown>,
): Promise<{ readonly call: Promise<unknown> }> {
  const caller = new AbortController();
  const { call } = await slowly(t, 'the call', () => ask(caller.signal));
  caller.abort(new Error('the caller changed its mind'));
  return { call };
}

/** What an abort does: the call rejects at once, and it is as if it had not been made. */
export const abortSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/login-aborted-before',
    says: 'login() with a signal that is aborted already rejects with aborted and leaves nothing behind',
    needs: ['abort'],
    async check(t) {
      await t.prepared();
      await t.refused(t.login(t.ann, aborted()), 'login()', 'aborted');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/login-aborted-during',
    says: 'login() that is aborted before the server answered rejects with aborted and leaves nothing behind',
    needs: ['abort', 'slow'],
    async check(t) {
      await t.prepared();
      const { call } = await givenUp(t, (signal) => t.login(t.ann, signal));
      await t.refused(call, 'the aborted login()', 'aborted');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/login-given-up',
    says: 'login() that is aborted on its way resolves and is logged in, or rejects and leaves nothing behind',
    needs: ['slow'],
    async check(t) {
      await t.prepared();
      const { call } = await givenUp(t, (signal) => t.login(t.ann, signal));
      await t.settled();
      const { rejected } = await t.settles(call, 'the aborted login()');
      await t.stays(() => (rejected ? t.mustBeReady() : t.mustBeMember(t.ann)));
    },
  },
  {
    id: 'meeting/join-given-up',
    says: 'join() that is aborted on its way resolves and is in the room, or rejects and leaves nothing behind',
    needs: ['rooms', 'slow'],
    async check(t) {
      await t.loggedIn();
      const { call } = await givenUp(t, (signal) => t.port.join(t.room, signal));
      await t.settled();
      const { rejected } = await t.settles(call, 'the aborted join()');
      await t.stays(() => t.mustBeIn(rejected ? undefined : t.world.meetingNum));
    },
  },
  {
    id: 'meeting/login-aborted-then-again',
    says: 'after an aborted login the member can log in at once, and stays logged in',
    needs: ['slow'],
    async check(t) {
      await t.prepared();
      await givenUp(t, (signal) => t.login(t.ann, signal));
      await t.hook('speedUp')();
      await t.answered(t.login(t.ann), 'login() after the aborted one');
      await t.stays(() => t.mustBeMember(t.ann));
    },
  },
  {
    id: 'meeting/abort-after',
    says: 'a signal that is aborted after login() resolved changes nothing',
    async check(t) {
      await t.prepared();
      const caller = new AbortController();
      await t.answered(t.login(t.ann, caller.signal), 'login()');
      caller.abort(new Error('too late'));
      await t.settled();
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/join-aborted-before',
    says: 'join() with a signal that is aborted already rejects with aborted and leaves nothing behind',
    needs: ['abort', 'rooms'],
    async check(t) {
      await t.loggedIn();
      await t.refused(t.port.join(t.room, aborted()), 'join()', 'aborted');
      await t.stays(() => t.mustBeIn(undefined));
    },
  },
  {
    id: 'meeting/join-aborted-during',
    says: 'join() that is aborted before the server answered rejects with aborted and leaves nothing behind',
    needs: ['abort', 'rooms', 'slow'],
    async check(t) {
      await t.loggedIn();
      const { call } = await givenUp(t, (signal) => t.port.join(t.room, signal));
      await t.refused(call, 'the aborted join()', 'aborted');
      await t.stays(() => t.mustBeIn(undefined));
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/guest-aborted-before',
    says: 'joinAnonymously() with a signal that is aborted already rejects with aborted and leaves nothing behind',
    needs: ['abort', 'guests'],
    async check(t) {
      await t.up('off');
      await t.refused(t.port.joinAnonymously(t.room, aborted()), 'joinAnonymously()', 'aborted');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/guest-aborted-during',
    says: 'joinAnonymously() aborted before the server answered rejects with aborted and leaves nothing behind',
    needs: ['abort', 'guests', 'slow'],
    async check(t) {
      await t.up('off');
      const { call } = await givenUp(t, (signal) => t.port.joinAnonymously(t.room, signal));
      await t.refused(call, 'the aborted joinAnonymously()', 'aborted');
      await t.stays(() => t.mustBeReady());
    },
  },
];
