import { createMemoryCloud, type Fault, ManualClock, type MemoryCloud } from '@partyline/adapters/memory';
import type { MeetingWorld } from '@partyline/conformance';
import { aWhile } from './conformance-im-world.ts';

const alice = { accid: 'alice', token: 'alice-token' };
const bob = { accid: 'bob', token: 'bob-token' };
const ann = { userUuid: 'ann', token: 'ann-token', im: alice };
const ben = { userUuid: 'ben', token: 'ben-token', im: bob };

/** A world for the meeting suite on a memory cloud of its own. */
export function meetingWorld(slowness: Fault = { delay: 1000 }): MeetingWorld & { readonly cloud: MemoryCloud } {
  const clock = new ManualClock();
  const cloud = createMemoryCloud({ appKey: 'app', clock });
  const { server, network, faults } = cloud;
  for (const { userUuid, token, im } of [ann, ben]) {
    server.addImAccount(im).addMeetingAccount({ userUuid, token, accid: im.accid });
  }
  server.addRoom({ meetingNum: '100' });
  return {
    cloud,
    port: cloud.meeting,
    im: cloud.im,
    appKey: 'app',
    members: { ann, ben },
    meetingNum: '100',
    stage: {
      slowDown: async () => {
        for (const call of ['login', 'join', 'joinAnonymously'] as const) faults.always(`meeting.${call}`, slowness);
      },
      arrived: () => clock.settle(),
      speedUp: async () => faults.clear(),
      endLogin: async (userUuid) => server.endMeetingLogin(userUuid),
      expireLogin: async (userUuid) => server.expireMeetingToken(userUuid),
      endRoom: async (meetingNum) => server.endRoom(meetingNum),
      removeFromRoom: async (meetingNum, userUuid) => server.removeFromRoom(meetingNum, userUuid),
      lockRoom: async (meetingNum) => server.setRoomLocked(meetingNum, true),
      protectRoom: async (meetingNum, password) => void server.addRoom({ meetingNum, password }),
      kickIm: async (accid) => server.kick(accid),
      dropLine: async () => network.drop(),
      healLine: async () => network.heal(),
      isOnline: async (accid) => server.isOnline(accid),
    },
    settled: () => clock.advance(aWhile),
    dispose: async () => {},
  };
}
