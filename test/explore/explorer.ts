import { checkState } from './invariants.ts';
import { keyOf } from './key.ts';
import { createMoves } from './moves.ts';
import { type Exploration, type Node, trailOf } from './node.ts';
import { createReach } from './reach.ts';
import { emptyWorld } from './world.ts';

export interface Findings {
  readonly states: number;
  readonly transitions: number;
  /** The machine's state values that were entered. */
  readonly values: ReadonlySet<string>;
  readonly violations: readonly string[];
}

const enough = 10;

/** Visits every state that can be reached with at most `depth` outside events, whatever order things happen in. */
export function explore(exploration: Exploration): Findings {
  const { policy, depth } = exploration;
  // Most of the time would go into stack traces of errors that nobody reads.
  Error.stackTraceLimit = 0;
  const seen = new Set<string>();
  const values = new Set<string>();
  const violations: string[] = [];
  const complain = (node: Node, problems: readonly string[]) => {
    for (const problem of problems) {
      const where = `    after ${trailOf(node)}\n    in ${JSON.stringify(node.snapshot.value)}`;
      if (violations.length < enough) violations.push(`${problem}\n${where}`);
    }
  };
  const moves = createMoves(exploration, complain);
  const reach = createReach(moves, policy);
  const found = () => ({ states: seen.size, transitions: moves.transitions(), values, violations });

  const frontier: Node[] = [{ snapshot: moves.initial, world: emptyWorld, waiting: [], out: false, trail: null }];
  for (let level = 0; level <= depth; level++) {
    const layer: Node[] = [];
    for (let node = frontier.pop(); node; node = frontier.pop()) {
      const key = keyOf(node);
      if (seen.has(key)) continue;
      seen.add(key);
      values.add(JSON.stringify(node.snapshot.value));
      complain(node, checkState(node, policy));
      if (violations.length >= enough) return found();
      // The facade stops the machine here.
      if (node.snapshot.context.disposed && node.waiting.length === 0) continue;
      const inner = moves.inner(node);
      if (inner.length === 0) complain(node, reach(node));
      frontier.push(...inner);
      layer.push(node);
    }
    if (level < depth) for (const node of layer) for (const next of moves.outer(node)) frontier.push(next);
  }
  return found();
}
