import type { Explanation } from '@partyline/core/explain';
import type { Trouble } from '../trouble.ts';

/** What a cure is about. */
export interface About {
  readonly id: string;
  /** Of the meeting account of that id rather than the IM account. */
  readonly meeting: boolean;
  /** What every further command must be given to ask the same server, with a blank before it. */
  readonly again: string;
}

/** What is told of a trouble to somebody at a shell: the cures are commands to type. */
export type TroubleWords = { readonly [T in Trouble]: (about: About) => Explanation };
