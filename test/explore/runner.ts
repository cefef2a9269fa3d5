import { type ReusePolicy, type SessionMachine, sessionMachine } from '@partyline/core';
import { createActor, type SnapshotFrom } from 'xstate';
import type { Report } from './world.ts';

export type Snapshot = SnapshotFrom<SessionMachine>;

export interface Effects {
  readonly spawned: { readonly id: string; readonly src: string; readonly input: unknown }[];
  readonly stopped: string[];
  readonly emitted: { readonly type: string; readonly [key: string]: unknown }[];
}

interface Action {
  readonly type: string;
  readonly params: unknown;
}

/** Runs the pure machine: no port, no clock, no promise. What it would do comes back as effects. */
// A loop of eventless transitions is a violation, not a hang.
Object.assign(sessionMachine, { options: { maxIterations: 100 } });

export function createRunner(reuse: ReusePolicy, hasDirectory: boolean) {
  const self = createActor(sessionMachine, { input: { appKey: 'k', reuse, hasDirectory } });
  let effects: Effects = { spawned: [], stopped: [], emitted: [] };
  const collect = ({ type, params }: Action) => {
    if (type === 'xstate.spawnChild') effects.spawned.push(params as Effects['spawned'][number]);
    else if (type === 'xstate.stopChild') effects.stopped.push((params as { id: string }).id);
    else if (type === 'xstate.emit') effects.emitted.push((params as { event: Effects['emitted'][number] }).event);
  };
  const scope = {
    self,
    id: self.id,
    sessionId: self.sessionId,
    logger: () => {},
    defer: () => {},
    system: self.system,
    stopChild: () => {},
    emit: () => {},
    actionExecutor: collect,
  } as unknown as Parameters<SessionMachine['transition']>[2];
  return {
    initial: self.getSnapshot(),
    step(snapshot: Snapshot, event: Report): { readonly snapshot: Snapshot; readonly effects: Effects } {
      effects = { spawned: [], stopped: [], emitted: [] };
      const next = sessionMachine.transition(snapshot, event as never, scope);
      return { snapshot: next as Snapshot, effects };
    },
  };
}
