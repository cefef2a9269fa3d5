import { SessionError } from '@partyline/core';
import { type PendingCall, type Report, reading, type World } from './world.ts';

/** Calls that change nothing: nobody waits for one that was given up. */
export const untracked = ['askDirectory'];

/** Calls that have a deadline. */
export const endings = ['leaveMeeting', 'logoutMeeting', 'logoutIm', 'closeMeeting', 'closeIm', 'askDirectory'];

const network = new SessionError('network');

/** What a call is about: an account, or a mode and an account. */
export function about(src: string, input: unknown): string {
  const given = input as { accid?: string; mode?: string; account?: { userUuid: string } } | string | undefined;
  if (src === 'askDirectory') return String(given);
  if (typeof given !== 'object') return '';
  return given.account ? `${given.mode}:${given.account.userUuid}` : (given.accid ?? '');
}

/** Whether a call is out that somebody still counts on. */
export const out = (world: World) => world.calls.some(({ src, forgotten }) => !forgotten && !untracked.includes(src));

/** The answer of a call that failed, as its actor gives it. */
export const rejected = (actor: string | null, error: SessionError, world: World): Report => ({
  type: `xstate.error.actor.${actor}`,
  error: { error, reading: reading(world) },
  actorId: actor,
});

/** The world with one call in another phase. */
export const replaced = (world: World, call: PendingCall, by: PendingCall): World => ({
  ...world,
  calls: world.calls.map((other) => (other === call ? by : other)),
});

/** Why a call fails: a reused login for the vendor's own reasons, anything else because of the network. */
export function failure(call: PendingCall, world: World): SessionError {
  if (!call.about.startsWith('reused:')) return network;
  return new SessionError(world.im ? 'accountMismatch' : 'imNotLoggedIn');
}
