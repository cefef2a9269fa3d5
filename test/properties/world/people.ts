import type { ImAccount, MeetingAccount } from '@partyline/core';

export const appKey = 'app';

/** Every token of the test world holds this mark, so that one search finds any of them in whatever leaks. */
export const mark = 't0ken.$&';
export const token = (of: string) => `${mark}-${of}`;

export const im = {
  alice: { accid: 'alice', token: token('alice') },
  /** The same account: ids are compared as the vendor's server does. */
  ALICE: { accid: 'ALICE', token: token('alice') },
  bob: { accid: 'bob', token: token('bob') },
  /** A provider in place of a token. */
  provided: { accid: 'alice', token: async () => token('alice') },
  mallory: { accid: 'bob', token: token('mallory') },
} as const satisfies Record<string, ImAccount>;

export const meeting = {
  /** Bound to alice. */
  ann: { userUuid: 'ann', token: token('ann') },
  ANN: { userUuid: 'ANN', token: token('ann') },
  /** Bound to bob. */
  ben: { userUuid: 'ben', token: token('ben') },
  moriarty: { userUuid: 'ben', token: token('moriarty') },
} as const satisfies Record<string, MeetingAccount>;

export const rooms = {
  open: { meetingNum: '100', displayName: 'Me' },
  secret: { meetingNum: '200', displayName: 'Me', password: token('room') },
  nowhere: { meetingNum: '404', displayName: 'Me' },
} as const;
