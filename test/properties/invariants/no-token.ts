import { inspect } from 'node:util';
import { mark } from '../world/people.ts';
import type { Invariant } from './view.ts';

/** Everything that a log, an inspector or a curious person gets to see of a value. */
export const shown = (value: unknown): string =>
  `${inspect(value, { depth: 12, showHidden: true, maxArrayLength: 1000 })}${JSON.stringify(value)}`;

export const leaks = (value: unknown, token = mark): boolean => shown(value).includes(token);

/** What was looked at before: a run looks at the same things many times. */
const clean = new WeakSet<object>();

function looked(value: object): boolean {
  if (!clean.has(value) && leaks(value)) return true;
  clean.add(value);
  return false;
}

export const noToken: Invariant = {
  name: '13 no token leaves through a snapshot or an event',
  check({ snapshot, events }) {
    if (looked(snapshot)) return 'a snapshot shows one';
    const last = events.at(-1);
    return last && looked(last.event as object) ? `${last.type} shows one` : null;
  },
};
