import {
  createSessionContainer,
  memoryCloud,
  memoryModule,
  tokens,
  yunxinApi,
  yunxinApiModule,
} from '@partyline/adapters/inversify';
import type { MemoryCloud } from '@partyline/adapters/memory';
import type { YunxinApi } from '@partyline/adapters/yunxin-api';
import type { SessionOptions } from '@partyline/core';
import { Container, ContainerModule } from 'inversify';
import type { Target } from './server/target.ts';
import { StageClock } from './stage/clock.ts';
import { Stage } from './stage/stage.ts';

/** What a stage is built from. */
export interface StageOptions {
  readonly session: SessionOptions;
  /** Whether the session may ask the server for bindings; without it the kit's own answer decides. */
  readonly directory?: boolean;
  /** Puts accounts and rooms on the server before the session begins. */
  readonly populate: (cloud: MemoryCloud) => void;
}

const withoutDirectory = new ContainerModule(async ({ unbind }) => unbind(tokens.directoryPort));

/** The composition root: a session on a fake cloud, on a clock that stands still until somebody waits. */
export async function createStage({ session: options, directory = true, populate }: StageOptions): Promise<Stage> {
  const clock = new StageClock();
  const { container, session, close } = await createSessionContainer({
    session: options,
    modules: [memoryModule({ appKey: options.appKey, clock }), ...(directory ? [] : [withoutDirectory])],
  });
  const cloud = container.get(memoryCloud);
  populate(cloud);
  return new Stage({ cloud, clock, session, close });
}

/** The composition root of what asks a server. Rejects `invalidInput` for a target that cannot be. */
export async function createApi({ server, ...app }: Target): Promise<YunxinApi> {
  const container = new Container();
  await container.loadAsync(yunxinApiModule({ ...app, ...(server !== undefined && { server }) }));
  return container.getAsync(yunxinApi);
}
