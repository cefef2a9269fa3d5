import type { SessionError, SessionEventType, SessionSnapshot } from '@partyline/core';
import type { Expectation, ExpectedError } from './model.ts';

/** Something that is not as it was expected to be. */
export interface Difference {
  readonly field: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** What there is to compare when a step is over. */
export interface Actual {
  readonly snapshot: SessionSnapshot;
  /** How the command of the step ended; `undefined` where the step has none, or it has not settled. */
  readonly outcome: { readonly error: SessionError | null } | undefined;
  readonly chat: string | null;
  readonly events: readonly SessionEventType[];
  readonly calls: readonly string[];
}

/** Ids are compared as the vendor's server does: it keeps them in lower case. */
function equal(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => equal(item, b[at]));
  return a === b;
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields that are named and are not as expected. */
function differing(prefix: string, expected: Fields, actual: Fields | null): Difference[] {
  return Object.entries(expected)
    .filter(([key, value]) => value !== undefined && !equal(value, actual?.[key]))
    .map(([key, value]) => ({ field: `${prefix}${key}`, expected: value, actual: actual?.[key] ?? null }));
}

/** One field that may be written short (an id, a kind, null) or as a mapping of what matters. */
function part(field: string, expected: unknown, short: unknown, whole: Fields | null): Difference[] {
  if (typeof expected === 'object' && expected !== null) return differing(`${field}.`, expected as Fields, whole);
  return equal(expected, short) ? [] : [{ field, expected, actual: short }];
}

function errorFields(error: SessionError): Fields {
  const { kind, code, retryable, command, vendor } = error;
  return { kind, code, retryable, command, vendorCode: vendor?.code };
}

function ofOutcome(expected: Expectation['error'], { outcome }: Actual): Difference[] {
  if (!outcome) return expected ? [{ field: 'error', expected: nameOf(expected), actual: 'still in flight' }] : [];
  const { error } = outcome;
  if (!expected) return error ? [{ field: 'error', expected: null, actual: told(error) }] : [];
  if (!error) return [{ field: 'error', expected: nameOf(expected), actual: null }];
  return part('error', expected, error.kind, errorFields(error));
}

const nameOf = (expected: string | ExpectedError) => (typeof expected === 'string' ? expected : expected.kind);

const told = ({ kind, code }: SessionError) => (code === undefined ? kind : `${kind} (${code})`);

/** Compares what was expected of a step with what came of it. A command is expected to succeed unless an error is named. */
export function compare(expected: Expectation, actual: Actual): readonly Difference[] {
  const { snapshot } = actual;
  const { im, meeting, room, failure } = snapshot;
  const who = meeting && (meeting.kind === 'member' ? meeting.userUuid : meeting.displayName);
  const plain: Fields = { ...snapshot, chat: actual.chat, events: actual.events, calls: actual.calls };
  const { error, im: wantedIm, meeting: wantedMeeting, room: wantedRoom, failure: wantedFailure, ...rest } = expected;
  return [
    ...ofOutcome(error, actual),
    ...differing('', rest, plain),
    ...(wantedIm === undefined ? [] : part('im', wantedIm, im?.accid ?? null, im && { ...im })),
    ...(wantedMeeting === undefined ? [] : part('meeting', wantedMeeting, who, meeting && { ...meeting })),
    ...(wantedRoom === undefined ? [] : part('room', wantedRoom, room?.meetingNum ?? null, room)),
    ...(wantedFailure === undefined
      ? []
      : part(
          'failure',
          wantedFailure,
          failure?.error.kind ?? null,
          failure && { kind: failure.error.kind, recoverTo: failure.recoverTo },
        )),
  ];
}
