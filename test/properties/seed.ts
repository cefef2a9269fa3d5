/** Fixed, so that a failure is the same for everybody; `PARTYLINE_SEED` tries another one. It is printed on failure. */
export const seed = Number(process.env.PARTYLINE_SEED ?? 20_261_122);

/** How many runs each property gets, as a share of the usual number. `PARTYLINE_RUNS=10` looks ten times as hard. */
const share = Number(process.env.PARTYLINE_RUNS ?? 1);

/** What `fc.assert` is told: the seed, and so many runs. Who looks less hard wants to know whether, not why. */
export const times = (usual: number) => ({
  seed,
  numRuns: Math.max(1, Math.round(usual * share)),
  endOnFailure: share < 1,
});
