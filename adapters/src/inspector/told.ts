// What leaves is picked: a field that nobody put on these lists stays here, whatever it holds. Tokens are sealed anyway; but a
// message, a cause or a stack is written by an SDK or a host, and nobody can know what is in there.
import { commandNames, sessionMachine } from '@partyline/core';
import { errorKinds } from '@partyline/core/explain';
import { number, oneOf, only, part, text } from '../shared/read.ts';
import type { ToldEvent } from './protocol.ts';

const kinds = new Set<string>(errorKinds);

const commands = new Set<string>(commandNames);

/** What the machine understands, what a port call answers, and what XState says of itself. */
const messages = new Set([...sessionMachine.events, 'call.over', 'xstate.init', 'xstate.stop']);

const owners = new Set(['session', 'host', 'kit']);
const lines = new Set(['online', 'reconnecting']);
const modes = new Set(['reused', 'owned']);
const people = new Set(['member', 'anonymous']);
const kicks = new Set(['otherClient', 'server', 'kickedByClient', 'quiet']);
const statuses = new Set(['active', 'done', 'error', 'stopped']);

/** An error as its kind, its code, the vendor's code where it is a number, and the command that it belongs to. */
function error(of: unknown) {
  return only({
    kind: oneOf(kinds, of, 'kind'),
    code: number(of, 'code'),
    vendorCode: number(part(of, 'vendor'), 'code'),
    command: oneOf(commands, of, 'command'),
  });
}

const im = (of: unknown) =>
  only({ accid: text(of, 'accid'), owner: oneOf(owners, of, 'owner'), line: oneOf(lines, of, 'line') });

const meeting = (of: unknown) =>
  only({
    kind: oneOf(people, of, 'kind'),
    userUuid: text(of, 'userUuid'),
    displayName: text(of, 'displayName'),
  });

const room = (of: unknown) => only({ meetingNum: text(of, 'meetingNum'), displayName: text(of, 'displayName') });

const command = (of: unknown) =>
  only({
    name: oneOf(commands, of, 'name'),
    im: im(part(of, 'im')),
    meeting: meeting(part(of, 'meeting')),
    room: room(part(of, 'room')),
    invalid: error(part(of, 'invalid')),
  });

/** What a session's machine knows, as far as its public snapshot says it too, and in the same words. */
function toldContext(context: unknown, isIdle: boolean) {
  const has = part(context, 'meeting');
  const undoing = isIdle ? null : (oneOf(commands, context, 'undoing') ?? 'logoutMeeting');
  return {
    busy: oneOf(commands, part(context, 'goal'), 'name') ?? undoing,
    im: im(part(context, 'im')) ?? null,
    meeting: meeting(has) ?? null,
    mode: (has && oneOf(modes, context, 'mode')) || null,
    room: (has && room(part(context, 'room'))) || null,
    failure: error(part(context, 'failure')) ?? null,
  };
}

/** An event as its type, and what is known to be harmless of the rest. */
export function toldEvent(event: unknown): ToldEvent {
  const type = oneOf(messages, event, 'type') ?? 'unknown';
  const thrown = part(event, 'error');
  return {
    type,
    ...only({
      call: number(event, 'call'),
      command: command(part(event, 'command')),
      accid: text(event, 'accid'),
      reason: oneOf(kicks, event, 'reason'),
      error: error(thrown) ?? error(part(thrown, 'error')),
    }),
  };
}

/** A state as the machine's configuration names it: nested objects of names. */
function toldValue(value: unknown): unknown {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toldValue(inner)]));
}

/** An actor's snapshot. Its input, output and error stay here. */
export function toldSnapshot(snapshot: unknown) {
  const status = oneOf(statuses, snapshot, 'status') ?? 'active';
  const value = part(snapshot, 'value');
  if (value === undefined) return { status };
  const told = toldValue(value);
  // A step of a command is under way, or something is being undone, in every state but this one.
  const isIdle = typeof told !== 'object' || told === null || Object.values(told).every((step) => step === 'idle');
  return { status, value: told, context: toldContext(part(snapshot, 'context'), isIdle) };
}
