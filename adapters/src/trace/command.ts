import type { CommandOptions, Permission, Session } from '@partyline/core';
import type { CommandAct } from './act.ts';

/** Where the accounts of an act get their tokens from. */
export interface Tokens {
  im(accid: string, kind?: 'right' | 'wrong' | 'old'): string;
  meeting(userUuid: string, kind?: 'right' | 'wrong' | 'old'): string;
}

function signInOf(act: Extract<CommandAct, { do: 'signIn' }>, tokens: Tokens) {
  const meeting = { userUuid: act.userUuid, token: tokens.meeting(act.userUuid, act.token) };
  const { im } = act;
  return im ? { im: { accid: im.accid, token: tokens.im(im.accid, im.token) }, meeting } : { meeting };
}

/** Gives a session the command that an act stands for. */
export function give(session: Session, act: CommandAct, tokens: Tokens, options: CommandOptions): Promise<unknown> {
  switch (act.do) {
    case 'loginIm':
      return session.loginIm({ accid: act.accid, token: tokens.im(act.accid, act.token) }, options);
    case 'loginMeeting':
      return session.loginMeeting({ userUuid: act.userUuid, token: tokens.meeting(act.userUuid, act.token) }, options);
    case 'signIn':
      return session.signIn(signInOf(act, tokens), options);
    case 'joinMeeting':
    case 'joinAnonymously':
      return session[act.do]({ meetingNum: act.meetingNum, displayName: act.displayName }, options);
    case 'dispose':
      return session.dispose();
    default:
      return session[act.do](options);
  }
}

/** Whether the session would permit the command of an act right now. */
export function permission(session: Session, act: CommandAct, tokens: Tokens): Permission {
  switch (act.do) {
    case 'loginIm':
      return session.can('loginIm', { accid: act.accid, token: tokens.im(act.accid, act.token) });
    case 'loginMeeting':
      return session.can('loginMeeting', {
        userUuid: act.userUuid,
        token: tokens.meeting(act.userUuid, act.token),
      });
    case 'signIn':
      return session.can('signIn', signInOf(act, tokens));
    case 'joinMeeting':
    case 'joinAnonymously':
      return session.can(act.do, { meetingNum: act.meetingNum, displayName: act.displayName });
    default:
      return session.can(act.do);
  }
}
