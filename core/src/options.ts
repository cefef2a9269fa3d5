import type { InspectionEvent, Observer } from 'xstate';
import { aFunction, aText, aTime, fields, only, optional } from './checks.ts';
import type { Clock } from './ports/clock.ts';
import type { ReusePolicy } from './rules.ts';

/** What `createSession` takes besides the ports. */
export interface SessionOptions {
  /** The vendor's app key; IM and meeting share it. */
  readonly appKey: string;
  /** The vendor's switch; `required` without it. */
  readonly reuse?: ReusePolicy | undefined;
  /** Milliseconds. `command`: a whole command (30 000). `step`: one step of a teardown or an undo (5 000). */
  readonly timeouts?: { readonly command?: number | undefined; readonly step?: number | undefined } | undefined;
  /** Hears every inspection event of the machine, as XState's own option does; tokens in them are sealed. */
  readonly inspect?: ((event: InspectionEvent) => void) | Observer<InspectionEvent> | undefined;
}

const aPolicy = only((value) => value === 'required' || value === 'off' || value === 'auto', 'required, off or auto');

const port = {
  status: aFunction,
  initialize: aFunction,
  login: aFunction,
  logout: aFunction,
  subscribe: aFunction,
  close: aFunction,
};

/** Throws when a port is missing or lacks a method, naming it. */
export const checkPorts = fields(
  {
    im: fields(port),
    meeting: fields({ ...port, join: aFunction, joinAnonymously: aFunction, leave: aFunction }),
    directory: optional(fields({ boundAccid: aFunction })),
    clock: optional(fields({ setTimeout: aFunction, clearTimeout: aFunction })),
  },
  true,
);

/** Throws when an option is unknown or makes no sense, naming it. */
export const checkOptions = fields(
  {
    appKey: aText,
    reuse: optional(aPolicy),
    timeouts: optional(fields({ command: optional(aTime), step: optional(aTime) }, true)),
    inspect: optional((value, what) => aFunction(Object(value).next ?? value, what)),
  },
  true,
);

/** The platform's timers. */
export const platformClock: Clock = globalThis;
