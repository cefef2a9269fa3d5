import { createMemoryCloud, ManualClock, type MemoryCloud } from '@partyline/adapters/memory';
import type { ImWorld } from '@partyline/conformance';

const alice = { accid: 'alice', token: 'alice-token' };
const bob = { accid: 'bob', token: 'bob-token' };

/** Longer than any delay that a world asks for. */
export const aWhile = 10_000;

/** A world for the IM suite on a memory cloud of its own. */
export function imWorld(): ImWorld & { readonly cloud: MemoryCloud } {
  const clock = new ManualClock();
  const cloud = createMemoryCloud({ appKey: 'app', clock });
  const { server, network, faults, host, im } = cloud;
  server.addImAccount(alice).addImAccount(bob);
  return {
    cloud,
    port: im,
    appKey: 'app',
    accounts: { alice, bob },
    stage: {
      kick: async (accid, reason) => server.kick(accid, reason),
      dropLine: async () => network.drop(),
      healLine: async () => network.heal(),
      changeToken: async (accid, token) => server.setImToken(accid, token),
      disable: async (accid) => server.setImAccountEnabled(accid, false),
      slowDown: async () => void faults.always('im.login', { delay: 1000 }),
      arrived: () => clock.settle(),
      speedUp: async () => faults.clear(),
      hostLogin: async (account) => host.login(account),
      hostLogout: async () => host.logout(),
      hostAccount: async () => host.account ?? undefined,
      isOnline: async (accid) => server.isOnline(accid),
    },
    settled: () => clock.advance(aWhile),
    dispose: async () => {},
  };
}
