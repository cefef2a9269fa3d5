import type { InspectionEvent } from 'xstate';
import { aFunction, aText, aTime, type Check, fields, methods, oneOf, optional } from './checks.ts';
import type { Clock } from './ports/clock.ts';
import type { ReusePolicy } from './rules.ts';

export interface SessionOptions {
  /** The vendor's app key; IM and meeting share it. */
  readonly appKey: string;
  /** The vendor's switch; `required` without it. */
  readonly reuse?: ReusePolicy;
  /** Milliseconds. `command`: a whole command (30 000). `step`: one step of a teardown or an undo (5 000). */
  readonly timeouts?: { readonly command?: number; readonly step?: number };
  /** Hears every inspection event of the machine; tokens in them are sealed. */
  readonly inspect?: (event: InspectionEvent) => void;
}

const port =
  (...names: readonly string[]): Check =>
  (value, what) =>
    methods(...names)(value, `ports.${what}`);

const both = ['status', 'initialize', 'login', 'logout', 'subscribe', 'close'];

/** Throws when a port is missing or lacks a method, naming it. */
export const checkPorts = fields({
  im: port(...both),
  meeting: port(...both, 'join', 'joinAnonymously', 'leave'),
  directory: optional(port('boundAccid')),
  clock: optional(port('setTimeout', 'clearTimeout')),
});

/** Throws when an option is unknown or makes no sense, naming it. */
export const checkOptions = fields({
  appKey: aText,
  reuse: optional(oneOf('required', 'off', 'auto')),
  timeouts: optional(fields({ command: optional(aTime), step: optional(aTime) })),
  inspect: optional(aFunction),
});

/** The platform's timers. */
export const platformClock: Clock = {
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};
