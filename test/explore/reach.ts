import { type ReusePolicy, Secret } from '@partyline/core';
import { keyed } from './commands.ts';
import type { Moves } from './moves.ts';
import type { Node } from './node.ts';
import { drained, happened } from './settled.ts';

const token = new Secret('t');

/** Invariant 12: with healthy ports a meeting login is never out of reach. */
export function createReach(moves: Moves, policy: ReusePolicy, keyOf: (node: Node) => string) {
  /** Signed-out states from which a sign-in is known to work. */
  const good = new Set<string>();

  const drain = (from: Node) => drained(moves, from);

  return (from: Node): string[] => {
    // A port with a call that never answered is not healthy before it is closed.
    if (from.snapshot.context.disposed || from.world.doubtful) return [];
    let node = drain(moves.command(from, keyed({ name: 'signOut' })));
    if (policy === 'off') node = happened(moves, node, 'host logs out');
    node = happened(moves, node, 'line heals');
    const key = keyOf(node);
    if (good.has(key)) return [];
    const accid = node.world.im?.accid ?? 'a';
    const meeting = { userUuid: accid === 'b' ? 'mB' : 'mA', token };
    const im = { accid, token };
    const asked = policy === 'off' || node.world.im ? { meeting } : { meeting, im };
    node = drain(moves.command(node, keyed({ name: 'signIn', ...asked })));
    const [state] = Object.keys(node.snapshot.value);
    if (state !== 'meetingLoggedIn') return [`12: a healthy signIn ends in ${state}`];
    good.add(key);
    return [];
  };
}
