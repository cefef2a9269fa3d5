import { actionsOf, isCommand, stepOf } from './action.ts';
import type { Complaint } from './complaints.ts';
import type { Path } from './locate.ts';
import type { Action, Scenario, Step } from './model.ts';

/** Ids are compared as the vendor's server does: it keeps them in lower case. */
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** What a step mentions, and where: an id of each sort. */
interface Mention {
  readonly sort: 'IM account' | 'meeting account' | 'room';
  readonly id: string;
  readonly path: Path;
}

function mention(sort: Mention['sort'], value: unknown, path: Path, field?: string): Mention[] {
  if (typeof value === 'string') return [{ sort, id: value, path }];
  // An account with a token of its own is a deliberate one, perhaps one that does not exist.
  if (field === undefined || typeof value !== 'object' || value === null) return [];
  const id: unknown = Object.entries(value).find(([key]) => key === field)?.[1];
  return typeof id === 'string' ? [{ sort, id, path: [...path, field] }] : [];
}

function mentions({ name, argument }: Action, path: Path): Mention[] {
  switch (name) {
    case 'loginIm':
    case 'hostLogin':
    case 'loginElsewhere':
      return mention('IM account', argument, path);
    case 'kick':
    case 'setImToken':
    case 'setImAccountEnabled':
      return mention('IM account', argument, path, 'accid');
    case 'loginMeeting':
    case 'expireMeetingToken':
    case 'endMeetingLogin':
      return mention('meeting account', argument, path);
    case 'setMeetingToken':
      return mention('meeting account', argument, path, 'userUuid');
    case 'signIn':
      return [
        ...mention('IM account', argument.im, [...path, 'im']),
        ...mention('meeting account', argument.meeting, [...path, 'meeting']),
      ];
    case 'endRoom':
      return mention('room', argument, path);
    case 'setRoomLocked':
      return mention('room', argument, path, 'meetingNum');
    case 'removeFromRoom':
      return [
        ...mention('room', argument, path, 'meetingNum'),
        ...mention('meeting account', argument.userUuid, [...path, 'userUuid']),
      ];
    default:
      return [];
  }
}

/** Accounts used by a step or a binding but never declared. */
function undeclared({ accounts, rooms }: Scenario, found: readonly Mention[]): Complaint[] {
  const declared = {
    'IM account': { ids: accounts?.im?.map(({ accid }) => accid) ?? [], where: 'accounts.im' },
    'meeting account': { ids: accounts?.meeting?.map(({ userUuid }) => userUuid) ?? [], where: 'accounts.meeting' },
    room: { ids: rooms?.map(({ meetingNum }) => meetingNum) ?? [], where: 'rooms' },
  };
  return found.flatMap(({ sort, id, path }) => {
    const { ids, where } = declared[sort];
    if (ids.some((known) => same(known, id))) return [];
    const there = ids.length === 0 ? 'it is empty' : `there are ${ids.join(', ')}`;
    return [{ path, message: `the ${sort} "${id}" is not declared in ${where} (${there})` }];
  });
}

/** Names that a step waits for must have been given by an earlier one. */
function names(step: Step, at: number, given: Set<string>): Complaint[] {
  const [action] = actionsOf(step);
  const found: Complaint[] = [];
  for (const key of ['await', 'abort'] as const) {
    const name = step[key];
    if (name !== undefined && !given.has(name)) {
      found.push({ path: ['steps', at, key], message: `no earlier step begins a command as "${name}"` });
    }
  }
  if (step.as === undefined) return found;
  if (given.has(step.as))
    found.push({ path: ['steps', at, 'as'], message: `"${step.as}" is taken by an earlier step` });
  given.add(step.as);
  if (!action || !isCommand(action)) {
    found.push({ path: ['steps', at, 'as'], key: true, message: 'only a command can be begun with "as"' });
  }
  return found;
}

/** What a step does must be one thing, and what is expected of it must be something that it can bring about. */
function sense(step: Step, at: number): Complaint[] {
  const actions = actionsOf(step);
  const path: Path = ['steps', at];
  const [first, second] = actions;
  if (second && first) {
    return [
      { path: [...path, second.name], key: true, message: `a step does one thing: ${first.name} or ${second.name}` },
    ];
  }
  if (!first && !step.expect && step.note === undefined) {
    return [{ path, message: 'a step does one thing, or expects something' }];
  }
  const settles = first && (isCommand(first) || first.name === 'await' || first.name === 'can');
  const wrong: Complaint[] = [];
  if (step.expect?.error && (!settles || step.as !== undefined)) {
    const message =
      step.as === undefined
        ? 'only a command, await and can end with an error'
        : `"await: ${step.as}" tells how it ends`;
    wrong.push({ path: [...path, 'expect', 'error'], key: true, message });
  }
  if (step.timeout !== undefined && !(first && isCommand(first))) {
    wrong.push({ path: [...path, 'timeout'], key: true, message: 'only a command has a timeout' });
  }
  return wrong;
}

/** What the schema cannot see in the steps: names and accounts that do not exist, steps that make no sense. */
export function checkSteps(scenario: Scenario): Complaint[] {
  const given = new Set<string>();
  return scenario.steps.flatMap((written, at) => {
    const step = stepOf(written);
    const found = actionsOf(step).flatMap((action) => mentions(action, ['steps', at, action.name]));
    return [...sense(step, at), ...names(step, at, given), ...undeclared(scenario, found)];
  });
}
