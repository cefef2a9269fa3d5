import type { CommandName, SessionError, SessionEvent, SessionSnapshot } from '@partyline/core';
import type { Explanation } from '@partyline/core/explain';
import type { Difference } from '../scenario/expect.ts';

/** The version of the records; it changes when a reader of the old ones would misread the new ones. */
export const traceVersion = 1;

/** What happened, in the order in which it happened. `demo` and `run` are two ways of printing these. */
export type Happening =
  /** A part of a story begins. */
  | { readonly type: 'scene'; readonly scene: string; readonly title: string; readonly text: string }
  /** Something is explained in words. */
  | { readonly type: 'note'; readonly text: string }
  /** A step of a scenario begins. */
  | { readonly type: 'step'; readonly number: number; readonly line: number; readonly text: string }
  | { readonly type: 'command'; readonly call: number; readonly command: CommandName; readonly subject: string }
  | {
      readonly type: 'settled';
      readonly call: number;
      readonly command: CommandName;
      readonly outcome: 'resolved' | 'rejected' | 'hangs';
      readonly error?: SessionError;
    }
  /** The session says something new. `path` is the machine's state with its sub-state. */
  | { readonly type: 'state'; readonly path: string; readonly snapshot: SessionSnapshot }
  | { readonly type: 'event'; readonly event: SessionEvent }
  /** Something the session did not do: the host app, the server, the network, the clock. */
  | { readonly type: 'outside'; readonly what: string; readonly subject: string }
  /** Somebody other than the session hears something from an SDK. */
  | { readonly type: 'heard'; readonly where: string; readonly what: string }
  /** What the chat of the host app and the meeting kit say about themselves. */
  | { readonly type: 'sdk'; readonly chat: string; readonly kit: string }
  /** What the session asked of the ports. */
  | { readonly type: 'calls'; readonly methods: readonly string[] }
  | ({ readonly type: 'explanation'; readonly code: number | null } & Explanation)
  | { readonly type: 'expectation'; readonly met: boolean; readonly differences: readonly Difference[] }
  /** A command that a step began with `as`, that no step awaited, and that has not succeeded by the end of the scenario. */
  | {
      readonly type: 'unawaited';
      readonly step: number;
      readonly line: number;
      readonly name: string;
      readonly call: number;
      readonly command: CommandName;
      readonly outcome: 'rejected' | 'inFlight';
      readonly error?: SessionError;
    }
  | { readonly type: 'end'; readonly ok: boolean; readonly steps: number; readonly unmet: number };

/** A happening with the version of its format and the milliseconds since the beginning. */
export type TraceRecord = { readonly v: typeof traceVersion; readonly at: number } & Happening;
