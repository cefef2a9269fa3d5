import { SessionError } from '@partyline/core';
import { refusalOf } from '../../core/src/rules.ts';
import { about, endings, failure, out, rejected, replaced, untracked } from './calls.ts';
import { commands, type ExploredCommand, labelOf } from './commands.ts';
import { checkCall, checkEmitted } from './invariants.ts';
import { placeOf } from './key.ts';
import type { Exploration, Node } from './node.ts';
import { outside } from './outside.ts';
import { createRunner } from './runner.ts';
import { act, type Change, type PendingCall, type Report, reading, takeBack, type World } from './world.ts';

const timeout = new SessionError('timeout');
const aborted = new SessionError('aborted');

/** Whether the calls that have just settled were those of an IM logout. */
function loggedOutBy({ snapshot }: Node, calls: readonly number[]): boolean {
  const { goal } = snapshot.context;
  return calls.length > 0 && (goal?.name === 'logoutIm' || goal?.name === 'signOut');
}

/** A login or a set-up that was given up, and that somebody still counts on to tell what came of it. */
const isOrphan = ({ src, actor, forgotten }: PendingCall) => !actor && !forgotten && !endings.includes(src);

/** Everything that can happen in a state, and what the machine and the world make of it. */
export function createMoves(
  { policy, honoursAbort, hasDirectory = false }: Exploration,
  complain: (node: Node, problems: readonly string[]) => void,
) {
  const runner = createRunner(policy, hasDirectory);
  let transitions = 0;

  /** Feeds one event to the machine and lets the world know what the machine did about it. */
  const feed = (node: Node, event: Report): Node => {
    transitions++;
    const heard = /^(im|meeting)\./.test(event.type) ? { ...event, reading: reading(node.world) } : event;
    const { snapshot, effects } = runner.step(node.snapshot, heard);
    let { world, waiting } = node;
    const later: Report[] = [];
    for (const id of effects.stopped) {
      if (world.settler === id) world = { ...world, settler: null };
      for (const call of world.calls) {
        if (call.actor !== id) continue;
        const change = abort(world, call);
        world = change.world;
        later.push(...change.reports);
      }
    }
    for (const { id, src, input } of effects.spawned) {
      if (src === 'settle') world = { ...world, settler: id };
      else {
        const call: PendingCall = {
          src,
          actor: id,
          about: about(src, input),
          phase: src === 'initializeIm' && world.imUp ? 'adopted' : 'sent',
        };
        complain(node, checkCall(world, call, policy));
        world = { ...world, calls: [...world.calls, call] };
      }
    }
    for (const emitted of effects.emitted) {
      if (emitted.type !== 'settled') continue;
      for (const call of emitted.calls as number[]) {
        if (!waiting.includes(call)) complain(node, [`7: call ${call} settled twice`]);
        waiting = waiting.filter((id) => id !== call);
      }
    }
    let out = node.out;
    for (const emitted of effects.emitted) {
      complain(node, checkEmitted(node, snapshot, emitted, policy));
      out ||= emitted.type === 'settled' && emitted.error === null && loggedOutBy(node, emitted.calls as number[]);
    }
    let next: Node = { ...node, snapshot, world, waiting, out };
    for (const report of later) next = feed(next, report);
    return next;
  };

  const abort = (world: World, call: PendingCall): Change => {
    const rest = world.calls.filter((other) => other !== call);
    if (untracked.includes(call.src)) return { world: { ...world, calls: rest }, reports: [] };
    const orphan: PendingCall = { ...call, actor: null };
    if (!honoursAbort || endings.includes(call.src)) return { world: replaced(world, call, orphan), reports: [] };
    const { world: back, reports } = takeBack(world, call);
    return { world: replaced(back, call, { ...orphan, phase: 'failed' }), reports };
  };

  const happens = (node: Node, change: Change, label: string): Node => {
    let next: Node = { ...node, world: change.world, trail: { label, before: node.trail } };
    for (const report of change.reports) next = feed(next, report);
    return next;
  };

  const deliver = (node: Node, actor: string | null, event: Report, label: string): Node => {
    const next: Node = { ...node, trail: { label, before: node.trail } };
    return actor ? feed(next, event) : next;
  };

  const answer = (world: World, call?: PendingCall) => {
    const [, userUuid = ''] = call?.about.split(':') ?? [];
    const accid =
      call?.src === 'joinAnonymously' ? 'guest' : call?.src === 'loginMeeting' ? (world.im?.accid ?? userUuid) : '';
    return { reading: reading(world), accid, meetingNum: '1', adopted: call?.phase === 'adopted' };
  };

  /** What happens by itself: requests arrive and are acted on, answers arrive, the last answer ends the waiting. */
  const inner = (node: Node): Node[] => {
    const { world } = node;
    const found: Node[] = [];
    for (const call of world.calls) {
      const name = `${call.src}(${call.about})`;
      if (call.phase === 'sent') {
        const { world: after, reports, ok } = act(world, call, policy);
        found.push(
          happens(
            node,
            { world: replaced(after, call, { ...call, phase: ok ? 'done' : 'failed' }), reports },
            `${name} acts`,
          ),
        );
        continue;
      }
      const ok = call.phase !== 'failed';
      const calls = world.calls.filter((other) => other !== call);
      const after: Node = {
        ...node,
        world: { ...world, calls, landed: world.landed || (ok && isOrphan(call)) },
      };
      const event = ok
        ? { type: `xstate.done.actor.${call.actor}`, output: answer(after.world, call), actorId: call.actor }
        : rejected(call.actor, failure(call, world), after.world);
      found.push(deliver(after, call.actor, event, `${name} ${ok ? 'answers' : 'fails'}`));
    }
    if (world.settler && !out(world)) {
      const after: Node = { ...node, world: { ...world, settler: null, landed: false } };
      const output = { ...answer(world), reading: reading(world, world.landed) };
      found.push(
        deliver(
          after,
          world.settler,
          { type: `xstate.done.actor.${world.settler}`, output, actorId: world.settler },
          'settled',
        ),
      );
    }
    return found;
  };

  /** Faults of the ports: a request is refused, a deadline passes. */
  const faults = (node: Node): Node[] => {
    const { world } = node;
    const found: Node[] = [];
    for (const call of world.calls) {
      const name = `${call.src}(${call.about})`;
      if (call.phase === 'sent') {
        found.push(
          happens(
            node,
            { world: replaced(world, call, { ...call, phase: 'failed' }), reports: [] },
            `${name} is refused`,
          ),
        );
      }
      if (call.actor && endings.includes(call.src)) {
        const after: Node = { ...node, world: replaced(world, call, { ...call, actor: null }) };
        found.push(deliver(after, call.actor, rejected(call.actor, timeout, after.world), `${name} is overdue`));
      }
    }
    if (world.settler && out(world)) {
      const doubtful = world.doubtful || world.calls.some(({ src }) => src.endsWith('Im'));
      const calls = world.calls.map((call) => ({ ...call, forgotten: true as const }));
      const after: Node = { ...node, world: { ...world, calls, settler: null, landed: false, doubtful } };
      found.push(deliver(after, world.settler, rejected(world.settler, timeout, world), 'settling is overdue'));
    }
    return found;
  };

  const outer = (node: Node): Node[] => {
    const found: Node[] = faults(node);
    // Two callers of one flight show all that three would.
    // A refused command changes nothing, which the machine is asked about once for every command and state value.
    if (node.waiting.length < 2) {
      for (const wanted of commands) if (!isBarred(node, wanted)) found.push(command(node, wanted));
    }
    for (const call of node.waiting) {
      const next: Node = { ...node, trail: { label: `abort ${call}`, before: node.trail } };
      found.push(feed(next, { type: 'abandon', call, error: aborted }));
    }
    for (const [label, happening] of Object.entries(outside)) {
      const change = happening(node.world);
      if (change) found.push(happens(node, change, label));
    }
    return found;
  };

  const asked = new Set<string>();
  const isBarred = (node: Node, wanted: ExploredCommand): boolean => {
    if (!refusalOf(node.snapshot.context, { command: wanted, reading: reading(node.world) })) return false;
    const once = `${wanted.key} ${placeOf(node.snapshot)}`;
    const barred = asked.has(once);
    asked.add(once);
    return barred;
  };

  const command = (node: Node, wanted: ExploredCommand): Node => {
    const call = Math.max(0, ...node.waiting) + 1;
    const trail = { label: labelOf(wanted), before: node.trail };
    return feed(
      { ...node, waiting: [...node.waiting, call], out: false, trail },
      { type: 'command', call, command: wanted, reading: reading(node.world) },
    );
  };

  return { initial: runner.initial, inner, outer, command, happens, transitions: () => transitions };
}

export type Moves = ReturnType<typeof createMoves>;
