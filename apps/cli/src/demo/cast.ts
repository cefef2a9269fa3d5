import type { MemoryCloud } from '@partyline/adapters/memory';

/** Who plays. The tokens are good for nothing but the fakes. */
export const alice = { accid: 'alice', token: 'alice-im-token' };
export const ann = { userUuid: 'ann', token: 'ann-meeting-token' };
export const ben = { userUuid: 'ben', token: 'ben-meeting-token' };
export const room = { meetingNum: '100', displayName: 'Ann' };
export const guest = { meetingNum: '100', displayName: 'Guest' };

/** alice and bob have an IM account each, ann and ben are their meeting accounts. */
export function populate({ server }: MemoryCloud): void {
  server
    .addImAccount(alice)
    .addImAccount({ accid: 'bob', token: 'bob-im-token' })
    .addMeetingAccount({ ...ann, accid: alice.accid })
    .addMeetingAccount({ ...ben, accid: 'bob' })
    .addRoom({ meetingNum: room.meetingNum });
}
