import { type ReusePolicy, type SessionMachine, sessionMachine } from '@partyline/core';
import { createActor, type SnapshotFrom } from 'xstate';
import { machineKey } from './key.ts';
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

interface Stepped {
  readonly snapshot: Snapshot;
  readonly effects: Effects;
}

// A loop of eventless transitions is a violation, not a hang.
Object.assign(sessionMachine, { options: { maxIterations: 100 } });

/**
 * Runs the pure machine: no port, no clock, no promise. What it would do comes back as effects. Being pure, it answers
 * the same to the same, whatever happens around it: each of its states is asked about each event once.
 */
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
  /** One snapshot for each state of the machine, and who waits for it. */
  const snapshots = new Map<string, Snapshot>();
  const answers = new WeakMap<Snapshot, Map<string, Stepped>>();
  const theOne = (snapshot: Snapshot): Snapshot => {
    const key = `${machineKey(snapshot)} ${snapshot.status} ${snapshot.context.goal?.callers}`;
    const known = snapshots.get(key) ?? snapshot;
    if (known === snapshot) snapshots.set(key, snapshot);
    return known;
  };
  const think = (snapshot: Snapshot, event: Report): Stepped => {
    effects = { spawned: [], stopped: [], emitted: [] };
    const next = sessionMachine.transition(snapshot, event as never, scope);
    return { snapshot: theOne(next as Snapshot), effects };
  };
  return {
    initial: self.getSnapshot(),
    step(snapshot: Snapshot, event: Report): Stepped {
      const known = answers.get(snapshot) ?? new Map<string, Stepped>();
      answers.set(snapshot, known);
      const key = JSON.stringify(event);
      const stepped = known.get(key) ?? think(snapshot, event);
      known.set(key, stepped);
      return stepped;
    },
  };
}
