import type { Setting } from '@partyline/adapters/trace';

/** Who plays: two people, each with an IM account and the meeting account that is bound to it. */
export const cast: Setting = {
  appKey: 'partyline',
  reuse: 'required',
  directory: true,
  timeouts: { command: 8_000, step: 2_000 },
  imAccounts: ['alice', 'bob'],
  meetingAccounts: [
    { userUuid: 'ann', accid: 'alice' },
    { userUuid: 'ben', accid: 'bob' },
  ],
  rooms: ['100', '200'],
};

/** How long a call to an SDK takes on the fakes, so that a person sees it in flight. Milliseconds. */
export const paces = { instant: 0, brisk: 500, slow: 1_600 } as const;
export type Pace = keyof typeof paces;
