import type { InspectionEvent } from 'xstate';
import type { SessionPorts } from './binding.ts';
import { checkTime, known, wrong } from './input.ts';
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

const both = ['status', 'initialize', 'login', 'logout', 'subscribe', 'close'];
const wanted: Readonly<Record<string, readonly string[]>> = {
  im: both,
  meeting: [...both, 'join', 'joinAnonymously', 'leave'],
  directory: ['boundAccid'],
  clock: ['setTimeout', 'clearTimeout'],
};

/** Throws when a port is missing or lacks a method, naming it. */
export function checkPorts(ports: SessionPorts): void {
  const given = known(ports, 'ports', Object.keys(wanted));
  for (const [name, methods] of Object.entries(wanted)) {
    if (given[name] === undefined && (name === 'directory' || name === 'clock')) continue;
    const port = Object(given[name]) as Readonly<Record<string, unknown>>;
    for (const method of methods) {
      if (typeof port[method] !== 'function') throw wrong(`ports.${name}.${method} must be a function`);
    }
  }
}

/** Throws when an option is unknown or makes no sense, naming it. */
export function checkOptions(options: SessionOptions): void {
  const { appKey, reuse, timeouts, inspect } = known(options, 'options', ['appKey', 'reuse', 'timeouts', 'inspect']);
  if (typeof appKey !== 'string' || appKey.trim() === '') throw wrong('appKey must be a non-empty string');
  if (reuse !== undefined && !['required', 'off', 'auto'].includes(reuse as string)) {
    throw wrong('reuse must be required, off or auto');
  }
  if (inspect !== undefined && typeof inspect !== 'function') throw wrong('inspect must be a function');
  const { command, step } = known(timeouts ?? {}, 'timeouts', ['command', 'step']);
  checkTime(command, 'timeouts.command');
  checkTime(step, 'timeouts.step');
}

/** The platform's timers. */
export const platformClock: Clock = {
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};
