import { checkState } from './invariants.ts';
import { createKeys, placeOf } from './key.ts';
import { createMoves } from './moves.ts';
import { type Exploration, type Node, trailOf } from './node.ts';
import { createReach } from './reach.ts';
import { begun } from './settled.ts';
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
  const { policy, depth, beginning = [], most = Number.POSITIVE_INFINITY } = exploration;
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
  const keyOf = createKeys();
  const reach = createReach(moves, policy, keyOf);
  /** Visits what is new among the given states and all that follows from them by itself; answers what was new. */
  const visit = (found: Node[], keep: boolean): readonly Node[] => {
    const fresh: Node[] = [];
    for (let node = found.pop(); node && violations.length < enough; node = found.pop()) {
      const key = keyOf(node);
      if (seen.has(key)) continue;
      seen.add(key);
      values.add(placeOf(node.snapshot));
      if (seen.size > most) complain(node, [`more than ${most} states: something grows for ever`]);
      complain(node, checkState(node, policy));
      // The facade stops the machine here.
      if (node.snapshot.context.disposed && node.waiting.length === 0) continue;
      const inner = moves.inner(node);
      if (inner.length === 0) complain(node, reach(node));
      found.push(...inner);
      if (keep) fresh.push(node);
    }
    return fresh;
  };

  const start: Node = { snapshot: moves.initial, world: emptyWorld, waiting: [], out: false, trail: null };
  let layer = visit([begun(moves, start, beginning)], true);
  for (let level = 1; level <= depth; level++) {
    const next: Node[] = [];
    for (const node of layer) next.push(...visit(moves.outer(node), level < depth));
    layer = next;
  }
  return { states: seen.size, transitions: moves.transitions(), values, violations };
}
