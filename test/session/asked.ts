import type { CommandName, Session } from '@partyline/core';
import { alice, ann, ben, bob, room } from '../regressions/app.ts';

/** Every command, as the right people and the wrong ones give it: what `can()` is asked, and the call itself. */
const given: Readonly<Record<string, readonly [name: CommandName, argument?: unknown]>> = {
  initialize: ['initialize'],
  'loginIm alice': ['loginIm', alice],
  'loginIm ALICE': ['loginIm', { ...alice, accid: 'ALICE' }],
  'loginIm bob': ['loginIm', bob],
  'loginMeeting ann': ['loginMeeting', ann],
  'loginMeeting ANN': ['loginMeeting', { ...ann, userUuid: 'ANN' }],
  'loginMeeting ben': ['loginMeeting', ben],
  'signIn ann': ['signIn', { meeting: ann }],
  'signIn alice ann': ['signIn', { im: alice, meeting: ann }],
  'signIn bob ann': ['signIn', { im: bob, meeting: ann }],
  'signIn alice ben': ['signIn', { im: alice, meeting: ben }],
  joinMeeting: ['joinMeeting', room],
  joinAnonymously: ['joinAnonymously', room],
  leaveMeeting: ['leaveMeeting'],
  logoutMeeting: ['logoutMeeting'],
  logoutIm: ['logoutIm'],
  signOut: ['signOut'],
  recover: ['recover'],
  'loginIm, whoever': ['loginIm'],
  'loginMeeting, whoever': ['loginMeeting'],
  'signIn, whoever': ['signIn'],
};

export const askedNames: readonly string[] = Object.keys(given);

/** The kind that `can()` answers, or 'ok'. */
export function asked(session: Session, label: string): string {
  const [name = 'dispose', ...rest] = given[label] ?? [];
  const can = session.can as (name: CommandName, ...args: readonly unknown[]) => ReturnType<Session['can']>;
  const answer = can(name, ...rest);
  return answer.ok ? 'ok' : answer.error.kind;
}

/** Gives the command; `undefined` where there is nothing to give it with. */
export function ask(session: Session, label: string): Promise<unknown> | undefined {
  const [name = 'dispose', argument] = given[label] ?? [];
  if (label.endsWith('whoever')) return undefined;
  const run = session[name] as (argument?: unknown) => Promise<unknown>;
  return argument === undefined ? run() : run(argument);
}
