import { commands, labelOf } from './commands.ts';
import type { Moves } from './moves.ts';
import type { Node } from './node.ts';
import { outside } from './outside.ts';

/** Everything that follows by itself, with healthy ports and in the order in which things were asked. */
export function drained(moves: Moves, from: Node): Node {
  let node = from;
  for (let hops = 0; hops < 60; hops++) {
    const [healthy] = moves.inner(node);
    if (!healthy) return node;
    node = healthy;
  }
  return node;
}

/** Something that is not the session's doing, if it can happen now, and all that follows. */
export function happened(moves: Moves, node: Node, label: string): Node {
  const change = outside[label]?.(node.world);
  return change ? drained(moves, moves.happens(node, change, label)) : node;
}

/** A state to begin from: commands, and things that happen outside, by their labels, each with all that follows. */
export function begun(moves: Moves, start: Node, beginning: readonly string[]): Node {
  let node = start;
  for (const label of beginning) {
    const wanted = commands.find((command) => labelOf(command) === label);
    if (!wanted && !(label in outside)) throw new Error(`nothing is called ${label}`);
    node = wanted ? drained(moves, moves.command(node, wanted)) : happened(moves, node, label);
  }
  return node;
}
