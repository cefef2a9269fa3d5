import type { CommandName, ImStatus, MeetingStatus, ReusePolicy, SessionSnapshot } from '@partyline/core';
import type { Asked } from '../world/watched.ts';

/** Everything that an invariant may look at: what the session says, and what is so. */
export interface View {
  readonly policy: ReusePolicy;
  readonly appKey: string;
  readonly snapshot: SessionSnapshot;
  readonly previous: SessionSnapshot | undefined;
  /** What the SDKs say about themselves right now. */
  readonly im: ImStatus;
  readonly meeting: MeetingStatus;
  readonly boundAccid: (userUuid: string) => string | undefined;
  /** Whom the host itself logged in, as long as that login lives. */
  readonly host: string | null;
  /** The teardown that settled last, if nobody asked for anything since. */
  readonly quiet: CommandName | null;
  readonly events: ReadonlyArray<{ readonly type: string; readonly event: unknown }>;
  /** Whether the machine is alive. */
  readonly actor: string;
}

/** The moment at which the session calls a port. */
export interface CallView extends View {
  readonly call: Asked;
  readonly earlier: readonly Asked[];
}

/** One sentence of the spec that is always true. `check` answers what is wrong, or `null`. */
export interface Invariant<V = View> {
  readonly name: string;
  readonly check: (view: V) => string | null;
}

export const same = (a: string | undefined | null, b: string | undefined | null): boolean =>
  typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
