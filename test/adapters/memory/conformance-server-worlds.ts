import { createMemoryCloud, ManualClock, type MemoryCloud, type MemoryDevice } from '@partyline/adapters/memory';
import type { AccountsWorld, DirectoryWorld } from '@partyline/conformance';
import { Secret } from '@partyline/core';
import { aWhile } from './conformance-im-world.ts';

const calm = () => new AbortController().signal;

/** A world for the directory suite on a memory cloud of its own. */
export function directoryWorld(): DirectoryWorld & { readonly cloud: MemoryCloud } {
  const clock = new ManualClock();
  const cloud = createMemoryCloud({ appKey: 'app', clock });
  const { server, network, faults } = cloud;
  server.addImAccount({ accid: 'alice', token: 'alice-token' });
  server.addMeetingAccount({ userUuid: 'ann', token: 'ann-token', accid: 'alice' });
  return {
    cloud,
    port: cloud.directory,
    appKey: 'app',
    bound: { userUuid: 'ann', accid: 'alice' },
    secrets: ['ann-token', 'alice-token'],
    stage: {
      slowDown: async () => void faults.always('directory.boundAccid', { delay: 1000 }),
      arrived: () => clock.settle(),
      cutOff: async () => network.drop(),
    },
    settled: () => clock.advance(aWhile),
    dispose: async () => {},
  };
}

async function canLogInToMeeting({ meeting }: MemoryDevice, userUuid: string, token: string): Promise<boolean> {
  await meeting.initialize({ appKey: 'app', reuse: 'off' }, calm());
  try {
    await meeting.login({ userUuid, token: new Secret(token) }, 'owned', calm());
    return true;
  } catch {
    return false;
  } finally {
    await meeting.close();
  }
}

/** A world for the accounts suite on a memory cloud of its own; each client has a device of its own. */
export function accountsWorld(): AccountsWorld & { readonly cloud: MemoryCloud } {
  const clock = new ManualClock();
  const cloud = createMemoryCloud({ appKey: 'app', clock });
  return {
    cloud,
    port: cloud.accounts,
    appKey: 'app',
    free: { alice: 'alice', bob: 'bob' },
    secrets: ['app-secret'],
    stage: {
      logIn: async ({ accid, token }) => cloud.device().host.login({ accid, token }),
      isOnline: async (accid) => cloud.server.isOnline(accid),
      canLogInToMeeting: (userUuid, token) => canLogInToMeeting(cloud.device(), userUuid, token),
      cutOff: async () => void cloud.faults.always('all', { kind: 'network' }),
    },
    settled: () => clock.advance(aWhile),
    dispose: async () => {},
  };
}
