import { isDeepStrictEqual } from 'node:util';
import type { Invariant } from './view.ts';

const frozen = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  value instanceof Error ||
  (Object.isFrozen(value) && Object.values(value).every(frozen));

/** Pairs that were compared before. */
const seen = new WeakMap<object, object>();

export const snapshotsAreReplaced: Invariant = {
  name: '11 a snapshot is frozen, and replaced only when something changed',
  check({ snapshot, previous }) {
    if (previous && seen.get(snapshot) === previous) return null;
    if (!frozen(snapshot)) return 'it is not frozen';
    if (previous) seen.set(snapshot, previous);
    if (previous && previous !== snapshot && isDeepStrictEqual({ ...previous }, { ...snapshot })) {
      return `replaced by an equal one: ${JSON.stringify(snapshot)}`;
    }
    return null;
  },
};
