// Sessions on one fake cloud, for whoever makes and disposes them.
import { createMemoryCloud, type MemoryCloud } from '@partyline/adapters/memory';
import { createSession, type Session } from '@partyline/core';

export const alice = { accid: 'alice', token: 'alice-token' };
export const ann = { userUuid: 'ann', token: 'ann-token' };

export function populated(appKey = 'app'): MemoryCloud {
  const cloud = createMemoryCloud({ appKey });
  cloud.server
    .addImAccount(alice)
    .addMeetingAccount({ ...ann, accid: alice.accid })
    .addRoom({ meetingNum: '100' });
  return cloud;
}

/** Makes sessions over one cloud's ports, and writes down which were made and how many of them were alive at once. */
export function factory(cloud = populated()) {
  const made: Session[] = [];
  let alive = 0;
  let most = 0;
  const create = (): Session => {
    const session = createSession(cloud.ports, { appKey: 'app' });
    alive += 1;
    most = Math.max(most, alive);
    const dispose = () => session.dispose().finally(() => gone());
    let counted = true;
    const gone = () => {
      if (counted) alive -= 1;
      counted = false;
    };
    const { snapshot: _, ...methods } = session;
    const watched: Session = {
      ...methods,
      dispose,
      get snapshot() {
        return session.snapshot;
      },
    };
    made.push(watched);
    return watched;
  };
  return {
    cloud,
    made,
    create,
    get alive() {
      return alive;
    },
    get most() {
      return most;
    },
  };
}
