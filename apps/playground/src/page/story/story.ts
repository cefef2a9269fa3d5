import type { Act, Setting } from '@partyline/adapters/trace';

export type StoryId =
  | 'conflict'
  | 'reuse'
  | 'notLoggedIn'
  | 'mismatch'
  | 'guest'
  | 'kicked'
  | 'expired'
  | 'twoTabs'
  | 'hostLeaves';

/** What is done in one step of a story; its words stand in `words`, at the same place. */
export interface StoryStep {
  readonly acts?: readonly Act[];
  /** How long the story lets time pass beyond what the acts need. Milliseconds of the run. */
  readonly wait?: number;
}

/** A situation that is acted out on a run of its own, and the code that deals with it. */
export interface Story {
  readonly id: StoryId;
  readonly setting?: Partial<Setting>;
  readonly steps: readonly StoryStep[];
  readonly code: string;
}
