import type { Entry, Setting } from '@partyline/adapters/trace';
import type { Frame } from './frame.ts';
import type { Stage } from './stage/stage.ts';
import type { Telling } from './story/player.ts';
import type { Story } from './story/story.ts';

/** Something the person is to be told once. */
export type Notice =
  | { readonly kind: 'imported'; readonly acts: number }
  | { readonly kind: 'differs'; readonly count: number }
  | { readonly kind: 'viewOnly' | 'forked' | 'emulatorGone' | 'emulatorBack' }
  | { readonly kind: 'sdkFailed'; readonly detail: string }
  | { readonly kind: 'badFile' | 'trouble'; readonly detail: string };

/** What the page shows. A new object whenever something changed. */
export interface View {
  readonly stage: Stage;
  readonly entries: readonly Entry[];
  /** The entry that is looked at; `null` is now. */
  readonly cursor: number | null;
  readonly frame: Frame;
  /** What runs are made of. */
  readonly adapters: AdaptersName;
  readonly telling: Telling | null;
  readonly notice: Notice | null;
  /** Counts the runs: what belongs to one run is thrown away with it. */
  readonly run: number;
}

/** What a session can run on: our fakes, or the vendor's own SDKs against the emulator. */
export type AdaptersName = 'fakes' | 'vendor';

/** Makes a stage for a setting. Rejects with an error whose message says what to do. */
export type StageMaker = (setting: Setting) => Promise<Stage>;

/** What a page is made of. */
export interface PlaygroundParts {
  readonly setting: Setting;
  /** How long a call takes at first. Milliseconds. */
  readonly pace: number;
  /** How long a person needs to read what a step of a story says. Milliseconds. */
  readonly readingTime: (story: Story, step: number) => number;
  readonly makers: { readonly [N in AdaptersName]: StageMaker };
}
