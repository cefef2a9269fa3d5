import type { Language } from '@partyline/core/explain';

/** What the verbs of `partyline accounts` say. */
export interface AccountWords {
  readonly imAccount: string;
  readonly meetingAccount: string;
  readonly created: string;
  readonly existed: string;
  /** The account was there, and nobody can say whether the token is its own. */
  readonly uncompared: string;
  readonly bound: string;
  readonly token: string;
  readonly keep: string;
  readonly renewedIm: string;
  readonly renewedMeeting: string;
  readonly kicked: string;
  readonly enabled: string;
  readonly disabled: string;
  readonly stays: string;
  readonly none: string;
  readonly unknown: string;
}

const en: AccountWords = {
  imAccount: 'IM account',
  meetingAccount: 'meeting account',
  created: 'created',
  existed: 'existed already, nothing was changed',
  uncompared: 'The server does not tell the token of this account: "partyline accounts token" makes a new one.',
  bound: 'bound to',
  token: 'token',
  keep: 'Store the token now: the server does not show it again.',
  renewedIm: 'has a new token; who is online stays, the next login needs it',
  renewedMeeting: 'has a new token; the next meeting login needs it',
  kicked: 'kicked: every login has ended',
  enabled: 'enabled',
  disabled: 'disabled',
  stays: 'Who is online stays until "partyline accounts kick".',
  none: 'none',
  unknown: 'unknown',
};

const zh: AccountWords = {
  imAccount: 'IM 账号',
  meetingAccount: '会议账号',
  created: '已创建',
  existed: '已存在，未做任何修改',
  uncompared: '服务端不会透露该账号的 Token：如需新的 Token，请使用 partyline accounts token。',
  bound: '绑定到',
  token: 'Token',
  keep: '请立即保存 Token：服务端不会再次显示。',
  renewedIm: 'Token 已更换；在线的登录不受影响，下次登录需使用新 Token',
  renewedMeeting: 'Token 已更换；下次登录会议需使用新 Token',
  kicked: '已踢下线：所有登录都已结束',
  enabled: '已启用',
  disabled: '已禁用',
  stays: '已在线的登录不受影响，如需结束请使用 partyline accounts kick。',
  none: '无',
  unknown: '未知',
};

export const accountWords: { readonly [L in Language]: AccountWords } = { en, zh };
