import type { ReusePolicy } from '@partyline/core';
import type { Node } from './node.ts';
import type { Snapshot } from './runner.ts';
import { bound, type PendingCall, type World } from './world.ts';

const logsImIn = ({ src, about }: PendingCall) =>
  src === 'loginIm' || src === 'joinAnonymously' || (src === 'loginMeeting' && about.startsWith('owned'));

/** Checked whenever the machine asks a port something: invariants 1, 3, 4, 6 and 10. */
export function checkCall(world: World, call: PendingCall, policy: ReusePolicy): string[] {
  const problems: string[] = [];
  const host = world.im?.by === 'host';
  const [mode] = call.about.split(':');
  if (call.src === 'loginMeeting') {
    const right = policy === 'required' || (policy === 'auto' && world.im) ? 'reused' : 'owned';
    if (mode !== right) problems.push(`3: a meeting login in mode ${mode} where ${right} is due`);
    if (mode === 'reused' && !world.im) problems.push('6: a reused meeting login before the IM login');
  }
  if (logsImIn(call)) {
    // A call that never answered counts until its port is closed, which a host's login may forbid.
    if (world.calls.some((other) => logsImIn(other) && !other.forgotten))
      problems.push(`1: ${call.src} while another IM login is in flight`);
    if (!world.kitUp) problems.push(`6: ${call.src} before the set-up`);
    if (host) problems.push(`10: ${call.src} over the host's login`);
  }
  if (call.src === 'joinAnonymously' && policy === 'required') problems.push('4: an anonymous join under reuse');
  if (call.src === 'logoutIm' && host) problems.push('10: a logout of the host');
  if (call.src === 'initializeIm' && world.imUp && call.phase !== 'adopted') problems.push('10: set up twice');
  return problems;
}

/** Checked whenever the machine says something: invariant 5, the three codes for their three reasons only. */
export function checkEmitted(
  { snapshot }: Node,
  { context: after }: Snapshot,
  emitted: { readonly type: string; readonly [key: string]: unknown },
  policy: ReusePolicy,
): string[] {
  const { error } = emitted as { error?: { kind: string; code?: number } | null };
  if (emitted.type !== 'refused' || !error) return [];
  const im = snapshot.context.im ?? after.im;
  switch (error.kind) {
    case 'imNotLoggedIn':
      return policy === 'required' && !after.im ? [] : ['5: 100004 although the IM is logged in, or need not be'];
    case 'anonymousUnderReuse':
      return policy === 'required' || (policy === 'auto' && im) ? [] : ['5: 112001 without reuse'];
    case 'accountMismatch':
      return im ? [] : ['5: 100005 without an IM login'];
    default:
      return [];
  }
}

/** Checked in every state that is reached. */
export function checkState(node: Node, policy: ReusePolicy): string[] {
  const { snapshot, world, waiting, out } = node;
  const { context: c } = snapshot;
  const problems: string[] = [];
  const [[state, step] = ['', '']] = Object.entries(snapshot.value);
  if (snapshot.status !== 'active') return [`14: the machine is ${snapshot.status}: ${String(snapshot.error)}`];
  if (String(waiting) !== String(c.goal?.callers ?? []))
    problems.push(`7: ${waiting} wait, ${c.goal?.callers} are known`);
  const idle = step === 'idle';
  if (idle && c.goal) problems.push(`14: ${c.goal.name} waits and nothing comes next`);
  if (state === 'meetingLoggedIn' && !(c.im && c.meeting && c.mode))
    problems.push('2: a meeting without IM, account or mode');
  if (state === 'imLoggedIn' && !c.im) problems.push('9: imLoggedIn without an account');
  if (state === 'imLoggedIn' || state === 'meetingLoggedIn') {
    if (out && c.im?.owner !== 'host') problems.push('8: logged in again after a logout');
  }
  if (idle && !c.goal && !c.disposed && world.calls.length === 0) problems.push(...checkRest(node, state, policy));
  return problems;
}

/** Invariants 2 and 9: at rest the session says what the SDKs say. */
function checkRest({ snapshot, world }: Node, state: string, policy: ReusePolicy): string[] {
  const { context: c } = snapshot;
  const { im, meeting, mode, room } = c;
  const problems: string[] = [];
  // These two presume close(), which a host's login may have forbidden since a login was given up unanswered.
  if (world.doubtful) return [];
  if (state === 'uninitialized') return im || meeting || room ? ['9: something is said in uninitialized'] : [];
  const said = `${im?.accid ?? '-'} ${meeting ? (meeting.kind === 'member' ? meeting.userUuid : 'guest') : '-'} ${room ? 'in' : 'out'}`;
  const kit = world.kit?.guest ? 'guest' : world.kit?.userUuid;
  const truth = `${world.im?.accid ?? '-'} ${kit ?? '-'} ${world.room ? 'in' : 'out'}`;
  // A port that never answered leaves the session with `broken`: it claims nothing about the kit before recover().
  const claim = c.broken ? (text: string) => text.split(' ')[0] : (text: string) => text;
  if (claim(said) !== claim(truth)) problems.push(`9: said «${said}», true «${truth}»`);
  if (!c.broken && im && world.im && world.im.by !== 'either' && (im.owner === 'host') !== (world.im.by === 'host'))
    problems.push(`9: ${im.owner} is said, ${world.im.by} is true`);
  if (meeting?.kind === 'member' && state === 'meetingLoggedIn' && bound[meeting.userUuid] !== world.im?.accid) {
    problems.push('2: the meeting does not ride on its own account');
  }
  if (mode === 'owned' && policy === 'required') problems.push('3: owned under required');
  return problems;
}
