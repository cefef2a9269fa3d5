import type { MemoryCloud } from '@partyline/adapters/memory';
import { nemeetingPort } from '@partyline/adapters/nemeeting';
import type { MeetingWorld } from '@partyline/conformance';
import { meetingWorld } from '../memory/conformance-meeting-world.ts';
import { StandInKit } from './stand-in-kit.ts';
import { standInNim } from './stand-in-nim.ts';

/** Everything that is on its way in this process has arrived. */
const tasks = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

export type StandInWorld = MeetingWorld & { readonly cloud: MemoryCloud; readonly kit: StandInKit };

/** A world for the meeting suite: the adapter on the stand-in kit, beside the memory cloud's IM. */
export function standInWorld(): StandInWorld {
  const world = meetingWorld();
  const { cloud, appKey } = world;
  const kit = new StandInKit(cloud);
  const port = nemeetingPort({ kit, nim: standInNim(cloud, appKey), serverUrl: 'memory:' });
  return {
    ...world,
    kit,
    port,
    async settled() {
      await tasks();
      await world.settled();
      await tasks();
      await world.settled();
      await tasks();
    },
    dispose: () => port.close(),
  };
}
