// The refusal table of the specification, written a second time and independently of the core: what a person who reads
// the table, row by row, expects of a command.
import type { CommandName, ErrorKind, ImStatus, ReusePolicy, SessionSnapshot } from '@partyline/core';
import { same } from './invariants/view.ts';

/** A command that somebody still waits for. */
export interface Flight {
  readonly name: CommandName;
  readonly argument: unknown;
}

export interface Situation {
  readonly policy: ReusePolicy;
  readonly appKey: string;
  readonly snapshot: SessionSnapshot;
  readonly im: ImStatus;
  readonly flight: Flight | undefined;
  readonly disposed: boolean;
}

/** What the table says; `unsaid` where it leaves the answer open, with every answer that would be in its spirit. */
export type Verdict = { readonly ok: true } | { readonly kind: ErrorKind } | { readonly unsaid: readonly string[] };

const ok: Verdict = { ok: true };
const no = (kind: ErrorKind): Verdict => ({ kind });
const unsaid = (...answers: readonly string[]): Verdict => ({ unsaid: answers });

const teardowns: readonly CommandName[] = ['leaveMeeting', 'logoutMeeting', 'logoutIm', 'signOut', 'dispose'];

/** Which commands each teardown may interrupt; a deeper teardown takes over every shallower one. */
const interrupted: Partial<Record<CommandName, readonly CommandName[]>> = {
  leaveMeeting: ['joinMeeting'],
  logoutMeeting: ['joinMeeting', 'loginMeeting', 'joinAnonymously'],
  logoutIm: ['joinMeeting', 'loginMeeting', 'joinAnonymously', 'loginIm', 'signIn'],
  signOut: ['joinMeeting', 'loginMeeting', 'joinAnonymously', 'loginIm', 'signIn'],
};

/** Pairs on which the specification is silent: a teardown that would end part of what is in flight. */
const undecided = (name: CommandName, flight: CommandName): boolean =>
  (name === 'leaveMeeting' && (flight === 'joinAnonymously' || flight === 'signIn')) ||
  (name === 'logoutMeeting' && flight === 'signIn') ||
  (teardowns.includes(name) && (flight === 'initialize' || flight === 'recover'));

const idOf = (argument: unknown, key: 'accid' | 'userUuid'): string =>
  String((argument as Record<string, unknown> | undefined)?.[key]);

function sameArguments(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => {
    const [one, two] = [left[key], right[key]];
    if (key === 'accid' || key === 'userUuid') return same(String(one), String(two));
    return typeof one === 'object' && one !== null ? sameArguments(one, two) : one === two;
  });
}

function row11(name: CommandName, { state, meeting, room }: SessionSnapshot): Verdict | undefined {
  const inMeeting = state === 'meetingLoggedIn' && meeting !== null;
  if (name === 'joinMeeting' && !inMeeting) return no('notLoggedIn');
  if (name === 'leaveMeeting' && !room) return no('notInMeeting');
  if ((name === 'joinMeeting' || name === 'joinAnonymously') && room) return no('alreadyInMeeting');
  return undefined;
}

function row10(name: CommandName, argument: unknown, { state, im, meeting }: SessionSnapshot): Verdict | undefined {
  const member = state === 'meetingLoggedIn' ? meeting : null;
  if (name === 'loginIm' && im && !same(im.accid, idOf(argument, 'accid'))) return no('alreadyLoggedIn');
  if (name === 'loginMeeting' && member) {
    const self = member.kind === 'member' && same(member.userUuid, idOf(argument, 'userUuid'));
    if (!self) return no('alreadyLoggedIn');
  }
  if (name === 'joinAnonymously' && member?.kind === 'member') return no('alreadyLoggedIn');
  return undefined;
}

/** Row 7 in words: `go` when nothing is in the way, `past` when the command shares or takes over what is in flight. */
function row7(name: CommandName, argument: unknown, flight: Flight): Verdict | 'past' {
  if (flight.name === name && sameArguments(flight.argument, argument)) return 'past';
  if (undecided(name, flight.name)) return unsaid('ok', 'busy');
  if (interrupted[name]?.includes(flight.name)) return 'past';
  const deeper = teardowns.indexOf(name) > teardowns.indexOf(flight.name);
  if (teardowns.includes(name) && teardowns.includes(flight.name) && deeper) return 'past';
  return no('busy');
}

/** Rows 1 to 12 in their order, the first that applies. Arguments are presumed good: row 2 has tests of its own. */
export function oracle(name: CommandName, argument: unknown, now: Situation): Verdict {
  const { policy, snapshot, flight, disposed, im: truth, appKey } = now;
  const { state, im, mode, busy, meeting } = snapshot;
  if (name === 'dispose') return disposed ? unsaid('ok', 'disposed') : ok;
  if (disposed) return no('disposed');
  const teardown = teardowns.includes(name);
  if (state === 'uninitialized' && name !== 'initialize' && name !== 'signIn' && !teardown) {
    const initialising = flight?.name === 'initialize' || flight?.name === 'signIn';
    // The traces of an aborted initialize are being removed: initialising no more, or still?
    if (!flight && busy) return unsaid('notInitialized', 'busy', 'anonymousUnderReuse', 'imNotManaged');
    if (!initialising) return no('notInitialized');
  }
  if (state === 'failed' && name !== 'recover' && name !== 'signIn' && !teardown) return no('sessionFailed');
  if (name === 'joinAnonymously') {
    if (policy === 'required') return no('anonymousUnderReuse');
    if (policy === 'auto' && im && mode !== 'owned') return no('anonymousUnderReuse');
  }
  const withIm = name === 'signIn' && (argument as { im?: unknown } | undefined)?.im !== undefined;
  if ((name === 'loginIm' || withIm) && policy === 'off') return no('imNotManaged');
  if (name === 'logoutIm' && im?.owner === 'host') return no('imNotManaged');
  if (flight) {
    const seventh = row7(name, argument, flight);
    return seventh === 'past' ? ok : seventh;
  }
  // A meeting that is still being closed: the command waits for it, and is judged again.
  if (meeting && state !== 'meetingLoggedIn')
    return unsaid(
      'ok',
      'imNotLoggedIn',
      'imOccupied',
      'notLoggedIn',
      'notInMeeting',
      'alreadyLoggedIn',
      'alreadyInMeeting',
    );
  if (name === 'loginMeeting' && state === 'imReady' && policy === 'required') return no('imNotLoggedIn');
  if ((name === 'loginMeeting' || name === 'joinAnonymously') && policy === 'off' && im?.owner === 'host') {
    return no('imOccupied');
  }
  if (name === 'loginIm' && mode === 'owned') return no('imOccupied');
  const late = row10(name, argument, snapshot) ?? row11(name, snapshot);
  if (late) return late;
  const otherApp = truth.phase !== 'uninitialized' && truth.appKey !== undefined && truth.appKey !== appKey;
  if (otherApp && !teardown)
    return name === 'initialize' || name === 'signIn' ? no('appMismatch') : unsaid('ok', 'appMismatch');
  if (name === 'signIn') return unsaid('ok', 'imNotLoggedIn', 'imOccupied', 'alreadyLoggedIn');
  return ok;
}

/** Every answer that would do: 'ok', or the kind of an error. */
export function answers(verdict: Verdict): readonly string[] {
  if ('unsaid' in verdict) return verdict.unsaid;
  return ['kind' in verdict ? verdict.kind : 'ok'];
}

/** Whether an answer is what the table says. */
export const agrees = (verdict: Verdict, answer: string): boolean => answers(verdict).includes(answer);
