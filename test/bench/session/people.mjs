// Who signs in, and the fake cloud that knows them.
import { createMemoryCloud } from '@partyline/adapters/memory';

export const alice = { accid: 'alice', token: 'im-token-of-alice' };
export const ann = { userUuid: 'ann', token: 'meeting-token-of-ann' };
export const both = { im: alice, meeting: ann };
export const appKey = 'bench-app';

export function memoryPorts() {
  const cloud = createMemoryCloud({ appKey, callLog: 10 });
  cloud.server.addImAccount(alice).addMeetingAccount({ ...ann, accid: alice.accid });
  return cloud.ports;
}
