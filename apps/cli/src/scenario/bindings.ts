import type { Complaint } from './complaints.ts';
import type { Scenario } from './model.ts';

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Accounts that contradict each other, and bindings to nobody. The vendor's server lets none of them come to be. */
export function checkAccounts({ accounts, rooms = [] }: Scenario): Complaint[] {
  const { im = [], meeting = [] } = accounts ?? {};
  const found: Complaint[] = [];

  im.forEach(({ accid }, at) => {
    if (im.findIndex((other) => same(other.accid, accid)) < at) {
      found.push({ path: ['accounts', 'im', at, 'accid'], message: `the IM account "${accid}" is declared twice` });
    }
  });

  meeting.forEach(({ userUuid, accid }, at) => {
    const path = ['accounts', 'meeting', at];
    const first = meeting.findIndex((other) => same(other.userUuid, userUuid));
    const before = meeting[first];
    if (before && first < at) {
      const message = same(before.accid, accid)
        ? `the meeting account "${userUuid}" is declared twice`
        : `the meeting account "${userUuid}" is bound to two IM accounts, "${before.accid}" and "${accid}"; it belongs to exactly one`;
      found.push({ path: [...path, 'accid'], message });
    }
    if (!im.some((other) => same(other.accid, accid))) {
      const message = `the meeting account "${userUuid}" is bound to the IM account "${accid}", which is not declared in accounts.im`;
      found.push({ path: [...path, 'accid'], message });
    }
  });

  rooms.forEach(({ meetingNum }, at) => {
    if (rooms.findIndex((other) => other.meetingNum === meetingNum) < at) {
      found.push({ path: ['rooms', at, 'meetingNum'], message: `the room "${meetingNum}" is declared twice` });
    }
  });
  return found;
}
