// The explorer in this very process, not deep, from where sessions usually are: for a person who changes a rule, and
// for the mutation run, which asks it once per mutant.
import { afterAll, expect, test } from 'vitest';
import { explore } from './explorer.ts';
import type { Exploration } from './node.ts';

const signIn = 'signIn(a, mA)';
const join = 'joinMeeting()';
const guest = 'joinAnonymously()';

const beginnings = {
  required: [
    [],
    ['initialize()', 'host logs in as a'],
    [signIn],
    [signIn, join],
    [signIn, 'kicked'],
    [signIn, 'line drops'],
  ],
  auto: [[], [signIn, join], ['initialize()', 'loginMeeting(mA)'], ['initialize()', guest]],
  off: [
    [],
    ['signIn(mA)', join],
    ['initialize()', guest],
    ['initialize()', 'host logs in as b'],
    ['signIn(mA)', 'kicked'],
  ],
} as const;

const { stackTraceLimit } = Error;
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

const most = 3_000;

const cases: readonly Exploration[] = (['off', 'auto', 'required'] as const).flatMap((policy) =>
  beginnings[policy].map((beginning) => ({ policy, honoursAbort: false, beginning, depth: 2, most })),
);

const directory: readonly Exploration[] = [[], ['initialize()', 'loginIm(a)']].map((beginning) => {
  return { policy: 'required', honoursAbort: false, beginning, depth: 2, most, hasDirectory: true };
});

test.each([...cases, ...directory])('no interleaving breaks an invariant: %o', (exploration) => {
  const { violations, states } = explore(exploration);
  expect(violations).toEqual([]);
  expect(states).toBeGreaterThan(10);
});
