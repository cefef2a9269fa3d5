import type { Node } from './node.ts';

/** What makes two states the same: everything that can influence what happens next, and nothing else. */
export function keyOf({ snapshot, world, waiting, out }: Node): string {
  const { appKey, reuse, hasDirectory, undoing, goal, failure, ...c } = snapshot.context;
  const wanted = goal && [
    goal.name,
    goal.im?.accid,
    goal.meeting?.userUuid,
    goal.callers.length,
    goal.bound,
    goal.asking,
    goal.tried,
    goal.error !== null,
  ];
  const calls = world.calls.map(Object.values);
  const parts = [snapshot.value, Object.values(c), failure !== null, wanted, Object.values({ ...world, calls })];
  return JSON.stringify([...parts, waiting.length, out]);
}
