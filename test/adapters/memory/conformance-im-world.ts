import { createMemoryCloud, type Fault, ManualClock, type MemoryCloud } from '@partyline/adapters/memory';
import type { ImWorld } from '@partyline/conformance';

const alice = { accid: 'alice', token: 'alice-token' };
const bob = { accid: 'bob', token: 'bob-token' };

/** Longer than any delay that a world asks for. */
export const aWhile = 10_000;

/** How a slow call is slow: it takes effect late, or is answered late, or both. */
export const slownesses: readonly Fault[] = [{ delay: 1000 }, { answerDelay: 1000 }, { delay: 500, answerDelay: 500 }];

/** A world for the IM suite on a memory cloud of its own. */
export function imWorld(slowness: Fault = { delay: 1000 }): ImWorld & { readonly cloud: MemoryCloud } {
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
      slowDown: async () => void faults.always('im.login', slowness),
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
