import type { ReusePolicy } from '@partyline/core';
import type { Snapshot } from './runner.ts';
import type { World } from './world.ts';

export interface Exploration {
  readonly policy: ReusePolicy;
  /** Whether adapters take back what they did when their signal aborts, or carry on regardless. */
  readonly honoursAbort: boolean;
  readonly depth: number;
  readonly hasDirectory?: boolean;
  /** What has happened before, by the labels of commands and of things that happen outside, each with all that follows. */
  readonly beginning?: readonly string[];
  /** How many states there can be at the very most. */
  readonly most?: number;
}

export interface Node {
  readonly snapshot: Snapshot;
  readonly world: World;
  /** Calls of commands that have not settled. */
  readonly waiting: readonly number[];
  /** A logout has settled, and nothing was asked since. */
  readonly out: boolean;
  readonly trail: Trail | null;
}

interface Trail {
  readonly label: string;
  readonly before: Trail | null;
}

/** How a state was come by, for a person. */
export function trailOf(node: { readonly trail: Trail | null }): string {
  const labels: string[] = [];
  for (let at = node.trail; at; at = at.before) labels.unshift(at.label);
  return labels.join(' → ');
}
