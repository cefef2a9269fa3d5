import type { Node } from './node.ts';
import type { PendingCall, World } from './world.ts';

const callKey = ({ src, actor, about, phase, forgotten }: PendingCall) =>
  `${src} ${actor} ${about} ${phase} ${forgotten}`;

const keys = new WeakMap<World, string>();

/** Most of what happens leaves the world as it is. */
function worldKey(world: World): string {
  const known = keys.get(world);
  if (known !== undefined) return known;
  const { calls, im, kit, ...rest } = world;
  const key = [im?.accid, im?.by, kit?.userUuid, kit?.guest, kit?.owned, ...Object.values(rest), ...calls.map(callKey)];
  keys.set(world, key.join());
  return key.join();
}

/** The state and the step in it. */
export function placeOf({ snapshot }: Node): string {
  for (const state in snapshot.value) return `${state}.${snapshot.value[state as keyof typeof snapshot.value]}`;
  return '';
}

/** What makes two states the same: everything that can influence what happens next, and nothing else. */
export function keyOf(node: Node): string {
  const { snapshot, world, waiting, out } = node;
  const { sdk, kit, im, meeting, mode, room, failure, broken, disposed, goal, pending, asked, ...c } = snapshot.context;
  const { strayRoom, strayMeeting, strayIm } = c;
  return [
    placeOf(node),
    sdk,
    kit,
    im?.accid,
    im?.owner,
    im?.line,
    who(meeting),
    mode,
    room !== null,
    failure !== null,
    broken,
    disposed,
    goal?.name,
    goal?.im?.accid,
    goal?.meeting?.userUuid,
    goal?.callers.length,
    goal?.bound,
    goal?.asking,
    goal?.tried,
    goal?.error !== null,
    pending,
    asked.im,
    who(asked.meeting),
    asked.mode,
    asked.room,
    strayRoom,
    who(strayMeeting),
    strayIm,
    worldKey(world),
    waiting.length,
    out,
  ].join(' ');
}

const who = (meeting: Node['snapshot']['context']['meeting'] | undefined) =>
  meeting && (meeting.kind === 'member' ? meeting.userUuid : meeting.kind);
