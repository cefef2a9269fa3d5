// What is written down is picked, as a trace is made to be shared: what an SDK or a host wrote itself stays out, as nobody can
// know what is in there.
import {
  commandNames,
  type ErrorKind,
  isSessionError,
  SessionError,
  type SessionEventType,
  type SessionSnapshot,
  sessionMachine,
} from '@partyline/core';
import { errorKinds } from '@partyline/core/explain';
import { number, oneOf, only, part, text } from '../shared/read.ts';
import type { Happening, PlainError, PlainSnapshot } from './entry.ts';

type Reported = Extract<Happening, { type: 'report' }>;
type Told = Extract<Happening, { type: 'event' }>['event'];

const reported = new Set<string>(sessionMachine.events);
const commands = new Set<string>(commandNames);

/** Why an IM login ended, and what the adapters and the fakes say by themselves of a meeting. Any other reason is an SDK's text. */
const reasons = new Set([
  ...['otherClient', 'server', 'kickedByClient', 'quiet'],
  ...['kicked', 'loggedOut', 'imLoggedOut', 'credentialsRefused', 'ended', 'removed'],
]);

function isOurs(thrown: unknown): boolean {
  try {
    return isSessionError(thrown);
  } catch {
    return false;
  }
}

/**
 * An error as data: its kind, its codes and where they come from, in our words and not in those of whoever threw it. Whatever is
 * no `SessionError` is told as a broken adapter. Never throws.
 */
export function plainError(thrown: unknown): PlainError {
  const ours = isOurs(thrown) ? thrown : undefined;
  const kind: ErrorKind = errorKinds.find((one) => one === part(ours, 'kind')) ?? 'adapter';
  const { code, message, retryable } = new SessionError(kind, { code: number(ours, 'code') });
  const command = commandNames.find((one) => one === part(ours, 'command'));
  const said = part(ours, 'vendor');
  const vendor = only({
    name: text(said, 'name'),
    surface: text(said, 'surface'),
    version: text(said, 'version'),
    code: number(said, 'code'),
  });
  return {
    kind,
    message,
    retryable,
    ...(code !== undefined && { code }),
    ...(command !== undefined && { command }),
    ...(vendor !== undefined && { vendor }),
  };
}

export function plainSnapshot(snapshot: SessionSnapshot): PlainSnapshot {
  const { failure } = snapshot;
  return { ...snapshot, failure: failure && { ...failure, error: plainError(failure.error) } };
}

/** What a session announces as data. */
export function plainEvent(type: SessionEventType, event: object): Told {
  return {
    type,
    ...only({
      command: oneOf(commands, event, 'command'),
      step: text(event, 'step'),
      reason: oneOf(reasons, event, 'reason'),
      error: 'error' in event ? plainError(event.error) : undefined,
    }),
  };
}

/** What a port reports, as the contract has it; nothing for what is no report. Whatever else is in an event stays there. */
export function plainReport(from: Reported['from'], event: unknown): Reported | undefined {
  const type = text(event, 'type');
  if (!type) return undefined;
  const error = part(event, 'error');
  const told = {
    type: reported.has(`${from === 'im' ? 'im' : 'meeting'}.${type}`) ? type : 'unknown',
    ...only({
      accid: text(event, 'accid'),
      reason: oneOf(reasons, event, 'reason'),
      error: error === undefined ? undefined : plainError(error),
    }),
  };
  return { type: 'report', from, event: told };
}
