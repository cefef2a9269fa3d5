import type { Act, CommandAct, OutsideAct, Recorder, Setting, Trace } from '@partyline/adapters/trace';
import type { Permission, Session } from '@partyline/core';
import type { Wire } from './vendor/wire.ts';

/** A session with everybody who can do something to it, whatever it runs on. The page knows nothing else. */
export interface Stage {
  readonly ranOn: 'fakes' | 'vendor';
  readonly setting: Setting;
  readonly recorder: Recorder;
  /** The running session; `null` where there is only a recording. */
  readonly session: Session | null;
  /** What goes over the emulator's wire; `null` where there is none. */
  readonly wire: Wire | null;
  /** Milliseconds since the run began. */
  readonly now: number;
  /** Does something. Never rejects: what goes wrong is recorded. */
  perform(act: Act): Promise<void>;
  can(act: CommandAct): Permission;
  /** Whether this can be done to what the session runs on. */
  possible(act: OutsideAct['do']): boolean;
  /** Resolves when no command is in flight any more and `wait` milliseconds of the run have passed. */
  idle(wait: number, signal: AbortSignal): Promise<void>;
  /** Lets time stand still, where it can, and go on. */
  hold(still: boolean): void;
  /** Jumps to the next thing that is due, where time can jump. */
  skipAhead(): void;
  trace(): Trace;
  close(): Promise<void>;
}
