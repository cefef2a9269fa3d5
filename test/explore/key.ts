import type { Node } from './node.ts';
import type { Snapshot } from './runner.ts';
import type { PendingCall, World } from './world.ts';

const callKey = ({ src, actor, about, phase, forgotten }: PendingCall) =>
  `${src} ${actor} ${about} ${phase} ${forgotten}`;

function worldKey({ calls, im, kit, ...rest }: World): string {
  const who = [im?.accid, im?.by, kit?.userUuid, kit?.guest, kit?.owned];
  return [...who, ...Object.values(rest), ...calls.map(callKey)].join();
}

/** The state and the step in it. */
export function placeOf({ value }: Snapshot): string {
  for (const state in value) return `${state}.${value[state as keyof typeof value]}`;
  return '';
}

/** Everything in the machine that can influence what happens next, and nothing else. */
export function machineKey(snapshot: Snapshot): string {
  const { sdk, kit, im, meeting, mode, room, failure, broken, disposed, goal, pending, asked, ...c } = snapshot.context;
  const { strayRoom, strayMeeting, strayIm } = c;
  return [
    placeOf(snapshot),
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
  ].join(' ');
}

const who = (meeting: Snapshot['context']['meeting'] | undefined) =>
  meeting && (meeting.kind === 'member' ? meeting.userUuid : meeting.kind);

/** Short names for long keys: the same for the same. */
function createNames() {
  const names = new Map<string, number>();
  return (key: string): number => {
    const known = names.get(key);
    if (known !== undefined) return known;
    names.set(key, names.size);
    return names.size - 1;
  };
}

/** What makes two states the same, in short. */
export function createKeys() {
  const machineName = createNames();
  const worldName = createNames();
  // The runner hands out one snapshot for each state of the machine.
  const machines = new WeakMap<Snapshot, number>();
  return ({ snapshot, world, waiting, out }: Node): string => {
    const machine = machines.get(snapshot) ?? machineName(machineKey(snapshot));
    machines.set(snapshot, machine);
    return `${machine} ${worldName(worldKey(world))} ${waiting.length}${out ? ' out' : ''}`;
  };
}
